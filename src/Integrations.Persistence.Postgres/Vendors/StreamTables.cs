using Integrations.Abstractions;

namespace Integrations.Persistence.Postgres;

/// <summary>One stream with the SQL that its description gives.</summary>
internal sealed class StreamTables(SyncStreamDescriptor descriptor, MirrorSql mirror, StagingSql? staging, StagingSql? deltaStaging)
{
    public SyncStreamDescriptor Descriptor { get; } = descriptor;

    public StreamName Name => Descriptor.Name;

    public EntityTable Table => Descriptor.Table;

    public MirrorSql Mirror { get; } = mirror;

    /// <summary>Null when onboarding takes the direct path.</summary>
    public StagingSql? Staging { get; } = staging;

    /// <summary>Null when a delta takes the direct path.</summary>
    public StagingSql? DeltaStaging { get; } = deltaStaging;

    /// <summary>The stream's columns in one of the wide job tables. Empty when that has none.</summary>
    public IReadOnlyList<JobStepColumns> JobColumns(bool isOnboarding) => isOnboarding ? Descriptor.OnboardingJobColumns : Descriptor.SyncJobColumns;
}
