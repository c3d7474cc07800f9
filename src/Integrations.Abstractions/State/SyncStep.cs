namespace Integrations.Abstractions;

/// <summary>One stream's part of a job.</summary>
/// <param name="Id">Row of the step.</param>
/// <param name="Job">The job.</param>
public sealed record SyncStep(RowId Id, SyncJobId Job);
