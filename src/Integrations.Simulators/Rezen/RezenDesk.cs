using System.Text.Json.Nodes;

namespace Integrations.Simulators;

/// <summary>What clients of one reZEN user have written that is no record of a stream: drafts, buyer records, ticks and documents of checklists, keys. Objects as they are answered.</summary>
internal sealed class RezenDesk(RezenWorld world)
{
    private int _made;

    /// <summary>Drafts, oldest first.</summary>
    public OrderedDictionary<Guid, JsonObject> Drafts { get; } = [];

    /// <summary>Buyer records, oldest first.</summary>
    public OrderedDictionary<Guid, JsonObject> BuyerRecords { get; } = [];

    /// <summary>Lines of checklists that a client has changed.</summary>
    public Dictionary<Guid, JsonObject> Items { get; } = [];

    /// <summary>Versions of documents that were added.</summary>
    public HashSet<Guid> Versions { get; } = [];

    /// <summary>Keys by their id, beside the one that the user begins with.</summary>
    public OrderedDictionary<Guid, RezenKey> Keys { get; } = [];

    /// <summary>True once the key that the user begins with was removed.</summary>
    public bool IsFirstKeyGone { get; set; }

    /// <summary>States before the wish for termination.</summary>
    public Dictionary<Guid, string> StatesBefore { get; } = [];

    public Guid NewId() => world.IdOf(RezenKind.Written, _made++);

    /// <summary>A line of a checklist as it stands. Null when there is none.</summary>
    public JsonObject? Item(Guid id)
    {
        if (Items.TryGetValue(id, out var item)) return item;
        if (world.Find(id) is not { Kind: RezenKind.ChecklistItem } place) return null;
        var number = place.Ordinal % RezenWords.ChecklistItems.Length;
        return new JsonObject
        {
            ["id"] = id,
            ["name"] = RezenWords.ChecklistItems[number],
            ["checklistId"] = world.IdOf(RezenKind.Checklist, place.Ordinal / RezenWords.ChecklistItems.Length),
            ["status"] = number == 0 ? "DONE" : "NOT_STARTED",
            ["required"] = true,
            ["complete"] = number == 0,
            ["position"] = number,
            ["dueDate"] = null,
            ["documents"] = new JsonArray(),
        };
    }
}
