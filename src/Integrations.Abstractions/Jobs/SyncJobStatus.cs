namespace Integrations.Abstractions;

/// <summary>A job with its steps.</summary>
/// <param name="Id">The job.</param>
/// <param name="Type">What it asks for.</param>
/// <param name="Account">The account.</param>
/// <param name="CreatedAt">When it was asked.</param>
/// <param name="Steps">One step per stream.</param>
public sealed record SyncJobStatus(SyncJobId Id, SyncJobType Type, AccountRef Account, DateTimeOffset CreatedAt, IReadOnlyList<SyncStepStatus> Steps)
{
    /// <summary>True when every step is completed or given up.</summary>
    public bool IsSettled => Steps.All(static s => s.State is SyncJobState.Completed or SyncJobState.Error);
}
