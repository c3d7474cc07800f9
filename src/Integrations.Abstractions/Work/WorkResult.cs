namespace Integrations.Abstractions;

/// <summary>How the execution of an item ended.</summary>
public sealed record WorkResult
{
    /// <summary>The item.</summary>
    public required WorkItem Item { get; init; }

    /// <summary>What becomes of it.</summary>
    public required WorkVerdict Verdict { get; init; }

    /// <summary>How it ended. Null unless it is done.</summary>
    public SyncOutcome? Outcome { get; init; }

    /// <summary>When it is tried again. Null when it is done or dead.</summary>
    public DateTimeOffset? RetryAt { get; init; }

    /// <summary>Code of the failure. Null when it is done.</summary>
    public string? Code { get; init; }

    /// <summary>Why it failed, for people. Null when it is done.</summary>
    public string? Message { get; init; }

    /// <summary>When it ended.</summary>
    public required DateTimeOffset FinishedAt { get; init; }
}
