namespace Integrations.Abstractions;

/// <summary>How a run ended badly.</summary>
public sealed record RunFailure
{
    /// <summary>Reason class, for example <c>rate_limit</c>.</summary>
    public required string Code { get; init; }

    /// <summary>What failed and what to do, without customer data.</summary>
    public required string Message { get; init; }

    /// <summary>When to try again. Null to give the step up; the stream itself stays scheduled at <see cref="NextRunAt"/>.</summary>
    public DateTimeOffset? RetryAt { get; init; }

    /// <summary>True when the attempt is not counted: the vendor asked to wait, or the host is stopping.</summary>
    public bool IsWait { get; init; }

    /// <summary>When the stream is due again after the step is given up.</summary>
    public DateTimeOffset? NextRunAt { get; init; }

    /// <summary>Status of the stream afterwards: ERROR, RATE_LIMITED, REAUTH_REQUIRED or IDLE.</summary>
    public string StreamStatus { get; init; } = "ERROR";
}
