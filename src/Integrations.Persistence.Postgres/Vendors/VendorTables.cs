using Integrations.Abstractions;

namespace Integrations.Persistence.Postgres;

/// <summary>One registered vendor with the SQL that its description gives.</summary>
internal sealed class VendorTables
{
    private readonly Dictionary<string, StreamTables> _streams;

    public VendorTables(VendorDescriptor descriptor, SchemaName schema)
    {
        Descriptor = descriptor;
        EntityTable[] tables = [.. descriptor.Streams.Select(static s => s.Table).DistinctBy(static t => t.Name, StringComparer.Ordinal)];
        Streams = [.. descriptor.Streams.Select(s => Describe(s, tables, schema))];
        _streams = Streams.ToDictionary(static s => s.Name.Entity, StringComparer.Ordinal);
        OnboardingJobs = new JobTableSql(this, descriptor.OnboardingJobTable, isOnboarding: true, schema);
        SyncJobs = new JobTableSql(this, descriptor.SyncJobTable, isOnboarding: false, schema);
        AccountColumns = $"""
            {SqlName.Literal(descriptor.Name)}::text as vendor, a.id, a.{SqlName.Quote(descriptor.VendorAccountIdColumn)}::text as vendor_account_id,
            {(descriptor.HostNameColumn is { } host ? "a." + SqlName.Quote(host) : "null")}::text as host_name, a.time_zone, a.credentials_id, a.user_id, a.team_id
            """;
        IsRead = "a.active and a.status = 'active'" + (descriptor.ReadSwitchColumn is { } column ? " and a." + SqlName.Quote(column) : "");
        AccountTable = $"{schema.Quoted}.{SqlName.Quote(descriptor.AccountTable)}";
    }

    public VendorDescriptor Descriptor { get; }

    public string Name => Descriptor.Name;

    public IReadOnlyList<StreamTables> Streams { get; }

    public JobTableSql OnboardingJobs { get; }

    public JobTableSql SyncJobs { get; }

    /// <summary>The account table, qualified.</summary>
    public string AccountTable { get; }

    /// <summary>The columns of the account table <c>a</c> that make an <see cref="AccountInfo"/>, under the same names for every vendor.</summary>
    public string AccountColumns { get; }

    /// <summary>True for an account <c>a</c> whose streams are planned and claimed.</summary>
    public string IsRead { get; }

    public StreamTables? Find(string entity) => _streams.GetValueOrDefault(entity);

    public JobTableSql Jobs(bool isOnboarding) => isOnboarding ? OnboardingJobs : SyncJobs;

    private static StreamTables Describe(SyncStreamDescriptor stream, EntityTable[] tables, SchemaName schema)
    {
        MirrorSql mirror = new(stream.Table, tables, schema);
        return new StreamTables(stream, mirror, StagingOf(stream.StagingTable), StagingOf(stream.DeltaStagingTable));

        StagingSql? StagingOf(string? table) => table is null ? null : new StagingSql(table, mirror, schema);
    }
}
