namespace Integrations.Persistence.Postgres;

/// <summary>Row ids of a mirror table that one transaction touched.</summary>
internal sealed class MirrorChange
{
    public List<long> Inserted { get; } = [];

    public List<long> Updated { get; } = [];

    public List<long> Deleted { get; } = [];

    /// <summary>Records that the database refused one by one.</summary>
    public List<Reject> Refused { get; } = [];

    /// <summary>Each once.</summary>
    public long[] All => [.. Inserted.Concat(Updated).Concat(Deleted).Distinct()];
}
