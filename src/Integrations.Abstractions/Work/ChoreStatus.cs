namespace Integrations.Abstractions;

/// <summary>How a periodic chore fares.</summary>
public sealed record ChoreStatus
{
    /// <summary>Name of the chore.</summary>
    public required string Name { get; init; }

    /// <summary>Its interval at its last run.</summary>
    public required TimeSpan Interval { get; init; }

    /// <summary>When its last run began.</summary>
    public required DateTimeOffset LastStartedAt { get; init; }

    /// <summary>When its last run that ended well did so. Null when none has yet.</summary>
    public DateTimeOffset? LastSuccessAt { get; init; }

    /// <summary>When it is due.</summary>
    public required DateTimeOffset NextRunAt { get; init; }

    /// <summary>Runs that failed since the last one that ended well.</summary>
    public int Failures { get; init; }

    /// <summary>Why the last run failed. Null when it ended well.</summary>
    public string? LastError { get; init; }

    /// <summary>Who does it now. Null when nobody does.</summary>
    public string? Owner { get; init; }
}
