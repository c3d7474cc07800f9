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

    /// <summary>
    /// State that the account gets, because the failure is about its credential and not about the stream. Null when the failure is the stream's own. An account that was connected again
    /// since, or is not active any more, keeps its state.
    /// </summary>
    public AccountStatus? AccountStatus { get; init; }

    /// <summary>
    /// Version of the credential that <see cref="AccountStatus"/> is about; a newer stored one is not touched by its failure. Null when it is not known: then the account must not have
    /// been connected again since the run began. A renewal in that time changes nothing.
    /// </summary>
    public int? CredentialVersion { get; init; }

    /// <summary>Status of the stream afterwards: ERROR, RATE_LIMITED, REAUTH_REQUIRED or IDLE.</summary>
    public string StreamStatus { get; init; } = "ERROR";
}
