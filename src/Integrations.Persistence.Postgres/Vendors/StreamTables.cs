using Integrations.Abstractions;

namespace Integrations.Persistence.Postgres;

/// <summary>One stream with the SQL that its description gives.</summary>
internal sealed class StreamTables(SyncStreamDescriptor descriptor, MirrorSql mirror, StagingSql? staging)
{
    public SyncStreamDescriptor Descriptor { get; } = descriptor;

    public StreamName Name => Descriptor.Name;

    public EntityTable Table => Descriptor.Table;

    public MirrorSql Mirror { get; } = mirror;

    /// <summary>Null when the stream takes the direct path only.</summary>
    public StagingSql? Staging { get; } = staging;

    /// <summary>Null when the wide job tables have no columns for the stream.</summary>
    public JobColumns? JobColumns { get; } = descriptor.JobColumn is { } prefix ? JobColumns.Of(prefix) : null;
}
