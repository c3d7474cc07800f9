using System.Globalization;
using System.Text.Json.Nodes;
using Integrations.Abstractions;
using Integrations.Rezen;
using Integrations.Simulators;

namespace Integrations.CrashWorker;

/// <summary>A mirror table of reZEN and what must be in it. Caps that the vendor does not show have a row and no record.</summary>
internal sealed class RezenMirror : VendorMirror
{
    private RezenMirror(SyncStreamDescriptor stream)
        : base(stream, ReferenceEquals(stream, RezenStreams.NetworkCap) ? "visibility = 'visible'" : null)
    {
    }

    /// <summary>Of all streams that the simulator serves: there is no endpoint of referral codes.</summary>
    public static IReadOnlyList<RezenMirror> All { get; } = [.. RezenStreams.All.Where(static s => !ReferenceEquals(s, RezenStreams.ReferralCode)).Select(static s => new RezenMirror(s))];

    public static RezenMirror Of(string entity) => All.Single(m => m.Entity == entity);

    /// <summary>The vendor's records by id, as the user reads them. Listings are stored as their rows and transactions with their detail.</summary>
    public SortedDictionary<string, JsonNode> ReadVendor(RezenSimulator vendor, AccountInfo account)
    {
        long user = vendor.Accounts.Single(a => a.YentaId.ToString() == account.VendorAccountId).Id;
        SortedDictionary<string, JsonNode> records = new(StringComparer.Ordinal);
        foreach (Guid id in vendor.Ids(user, Entity))
        {
            // One that is deleted between the two questions is none.
            if (vendor.Read(user, Entity, id, asRow: Entity != RezenStreams.Transactions.Name.Entity) is { } text)
            {
                JsonNode record = JsonNode.Parse(text)!;
                string level = record["level"] is { } number && Entity == RezenStreams.SponsorTree.Name.Entity ? ":" + number.GetValue<int>().ToString(CultureInfo.InvariantCulture) : "";
                records.Add(id.ToString() + level, record);
            }
        }

        return records;
    }
}
