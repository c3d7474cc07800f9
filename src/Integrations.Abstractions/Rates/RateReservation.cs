namespace Integrations.Abstractions;

/// <summary>The answer to a <see cref="RateReservationRequest"/>.</summary>
public sealed record RateReservation
{
    /// <summary>Permits granted, 0 to the number wanted. They are meant for sending at once; a permit that is not used is lost.</summary>
    public required int Granted { get; init; }

    /// <summary>Time after which at least one permit may be free, from now. Zero when <see cref="Granted"/> is not.</summary>
    public TimeSpan RetryAfter { get; init; }

    /// <summary>Place in <see cref="RateReservationRequest.Scopes"/> of the scope that has no permit the longest. Null when <see cref="Granted"/> is not zero.</summary>
    public int? LimitedBy { get; init; }

    /// <summary>What is known of each scope after the grant, in the order of <see cref="RateReservationRequest.Scopes"/>.</summary>
    public required IReadOnlyList<RateScopeState> States { get; init; }
}
