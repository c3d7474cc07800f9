namespace Integrations.Abstractions;

/// <summary>What becomes of an item after an execution.</summary>
public enum WorkVerdict
{
    /// <summary>It is done.</summary>
    Done,

    /// <summary>It failed and is tried again.</summary>
    Retry,

    /// <summary>It could not be done yet; the execution does not count as an attempt.</summary>
    Wait,

    /// <summary>It is given up: kept in the queue and in <c>lambda_failed_records</c> until it is replayed.</summary>
    Dead,
}
