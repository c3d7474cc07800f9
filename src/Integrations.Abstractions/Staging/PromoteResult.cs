namespace Integrations.Abstractions;

/// <summary>What one promotion chunk did.</summary>
/// <param name="Counts">Inserted, updated, unchanged and rejected rows. <see cref="RecordCounts.Read"/> counts those that another job staged and did not promote; the job's own were counted when staged.</param>
/// <param name="IsDone">True when nothing staged is left.</param>
public sealed record PromoteResult(RecordCounts Counts, bool IsDone);
