using Integrations.Abstractions;

namespace Integrations.Persistence.Postgres;

/// <summary>The registered vendors.</summary>
internal sealed class VendorCatalog
{
    private readonly Dictionary<string, VendorTables> _vendors;

    public VendorCatalog(IEnumerable<VendorDescriptor> vendors, PostgresDatabase database)
    {
        Vendors = [.. vendors.DistinctBy(static v => v.Name, StringComparer.Ordinal).OrderBy(static v => v.Name, StringComparer.Ordinal).Select(v => new VendorTables(v, database.Schema))];
        ReadAccounts = string.Join("\nunion all ", Vendors.Select(static v => $"select {v.AccountColumns} from {v.AccountTable} a where {v.IsRead}"));
        _vendors = Vendors.ToDictionary(static v => v.Name, StringComparer.Ordinal);
    }

    public IReadOnlyList<VendorTables> Vendors { get; }

    /// <summary>A query of all accounts that are read, with the columns of <see cref="VendorTables.AccountColumns"/>.</summary>
    public string ReadAccounts { get; }

    /// <exception cref="IntegrationConfigurationException">The vendor is not registered.</exception>
    public VendorTables Vendor(string name) =>
        _vendors.GetValueOrDefault(name) ?? throw new IntegrationConfigurationException($"Vendor '{name}' is not registered. Call Add{{Vendor}}Integration() for it.");

    /// <exception cref="IntegrationConfigurationException">The vendor or the stream is not registered.</exception>
    public StreamTables Stream(StreamName stream) =>
        Vendor(stream.Vendor).Find(stream.Entity)
        ?? throw new IntegrationConfigurationException(
            $"Vendor '{stream.Vendor}' has no stream '{stream.Entity}'. It has: {string.Join(", ", Vendor(stream.Vendor).Streams.Select(static s => s.Name.Entity))}.");
}
