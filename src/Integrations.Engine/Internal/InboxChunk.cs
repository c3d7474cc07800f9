using Integrations.Abstractions;

namespace Integrations.Engine;

/// <summary>Webhooks of one stream whose records are read together.</summary>
/// <param name="Items">The webhooks.</param>
/// <param name="Ids">Their records, each once.</param>
internal sealed record InboxChunk(IReadOnlyList<InboxItem> Items, IReadOnlyList<VendorId> Ids)
{
    /// <summary>
    /// Puts webhooks together until a vendor call is full. One that failed before goes by itself, after the others: a record that the vendor cannot answer for must not take its
    /// neighbours with it.
    /// </summary>
    public static IEnumerable<InboxChunk> Of(IReadOnlyList<InboxItem> items, int idsPerRead)
    {
        List<InboxItem> part = [];
        OrderedDictionary<VendorId, bool> ids = [];
        foreach (InboxItem item in items.Where(static i => i.Attempts == 0))
        {
            VendorId[] further = [.. item.Ids.Where(i => !ids.ContainsKey(i)).Distinct()];
            if (part.Count > 0 && ids.Count + further.Length > idsPerRead)
            {
                yield return new InboxChunk([.. part], [.. ids.Keys]);
                part.Clear();
                ids.Clear();
                further = [.. item.Ids.Distinct()];
            }

            part.Add(item);
            foreach (VendorId id in further)
            {
                ids.Add(id, true);
            }
        }

        if (part.Count > 0)
        {
            yield return new InboxChunk([.. part], [.. ids.Keys]);
        }

        foreach (InboxItem item in items.Where(static i => i.Attempts > 0))
        {
            yield return new InboxChunk([item], [.. item.Ids.Distinct()]);
        }
    }
}
