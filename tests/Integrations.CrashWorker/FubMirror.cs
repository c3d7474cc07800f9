using System.Globalization;
using System.Text.Json.Nodes;
using Integrations.Abstractions;
using Integrations.Fub;
using Integrations.Simulators;

namespace Integrations.CrashWorker;

/// <summary>A mirror table of Follow Up Boss and what must be in it. Stages of people and of deals share a table, so the kind is part of their id.</summary>
internal sealed class FubMirror : VendorMirror
{
    private FubMirror(SyncStreamDescriptor stream)
        : base(stream)
    {
    }

    public static IReadOnlyList<FubMirror> All { get; } = [.. FubStreams.All.Select(static s => new FubMirror(s))];

    public static FubMirror Of(string entity) => All.Single(m => m.Entity == entity);

    /// <summary>The vendor's records by id, as the owner of the account reads them.</summary>
    public SortedDictionary<string, JsonNode> ReadVendor(FubSimulator vendor, AccountInfo account)
    {
        long vendorAccount = long.Parse(account.VendorAccountId!, CultureInfo.InvariantCulture);
        SortedDictionary<string, JsonNode> records = new(StringComparer.Ordinal);
        foreach ((string id, JsonNode record) in Entity == FubStreams.Stages.Name.Entity
            ? Read("stages").Select(static s => ("people:" + s.Id, s.Record)).Concat(Read("pipelines").SelectMany(static p => p.Record["stages"]!.AsArray()).Select(static s => ("deal:" + s!["id"], s!)))
            : Read(Entity))
        {
            records.Add(id, record);
        }

        return records;

        // One that is deleted between the two questions is none.
        IEnumerable<(string Id, JsonNode Record)> Read(string path) => vendor.Ids(vendorAccount, path)
            .Select(id => (id.ToString(CultureInfo.InvariantCulture), vendor.Read(vendorAccount, path, id)))
            .Where(static r => r.Item2 is not null)
            .Select(static r => (r.Item1, JsonNode.Parse(r.Item2!)!));
    }
}
