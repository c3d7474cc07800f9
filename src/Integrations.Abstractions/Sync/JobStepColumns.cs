namespace Integrations.Abstractions;

/// <summary>
/// Columns of one of the vendor's wide job tables in which a stream shows how far its step is. Each is null where the table has none. They are a projection of <c>sync_job_steps</c>, written in
/// the run's transaction. A step that waits for its options (<see cref="SyncOutcome.NotConfigured"/>) shows nothing in them.
/// </summary>
public sealed record JobStepColumns
{
    /// <summary>Column of the status, of type <c>sync_job_status</c>, for example <c>calls_status</c>.</summary>
    public string? Status { get; init; }

    /// <summary>Column of the time of the last start, for example <c>calls_last_started_at</c>.</summary>
    public string? StartedAt { get; init; }

    /// <summary>Column of the time of the last end, for example <c>calls_last_finished_at</c>.</summary>
    public string? FinishedAt { get; init; }

    /// <summary>Boolean column that is true once the step has succeeded, and only then, for example <c>transaction_data</c>. Records kept aside do not take its success from a step.</summary>
    public string? Succeeded { get; init; }

    /// <summary>Boolean column that is true once all pages are read and stored (in staging, where the stream has one), for example <c>transaction_data_loaded</c>.</summary>
    public string? Loaded { get; init; }

    /// <summary>Boolean column that is true while the step is given up, for example <c>error_transactions</c>.</summary>
    public string? Failed { get; init; }

    /// <summary>
    /// Boolean columns that are true once a part of the stream is read to its end, by the part's word, for example <c>OPEN</c> and <c>open_transactions</c>. See
    /// <see cref="SyncPage.PartsRead"/>. Empty when the table has none.
    /// </summary>
    public IReadOnlyDictionary<string, string> Parts { get; init; } = new Dictionary<string, string>();

    /// <summary>The status triple of a prefix: <c>calls_status</c>, <c>calls_last_started_at</c>, <c>calls_last_finished_at</c>.</summary>
    public static JobStepColumns Triple(string prefix) => new() { Status = prefix + "_status", StartedAt = prefix + "_last_started_at", FinishedAt = prefix + "_last_finished_at" };

    /// <summary>The columns of a named step: <c>equity_started</c>, <c>equity</c>, <c>equity_ended</c>.</summary>
    public static JobStepColumns Step(string name) => new() { StartedAt = name + "_started", Succeeded = name, FinishedAt = name + "_ended" };
}
