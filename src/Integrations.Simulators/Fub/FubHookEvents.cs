using System.Collections.Frozen;
using System.Globalization;

namespace Integrations.Simulators;

/// <summary>The vendor's events: their names, and the collections whose changes they announce.</summary>
internal static class FubHookEvents
{
    /// <summary>Collections whose changes fire events, with the first part of the events' names: the vendor's grammar is mixed.</summary>
    private static readonly FrozenDictionary<string, string> s_families = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["people"] = "people",
        ["peopleRelationships"] = "peopleRelationship",
        ["notes"] = "notes",
        ["tasks"] = "tasks",
        ["appointments"] = "appointments",
        ["textMessages"] = "textMessages",
        ["calls"] = "calls",
        ["deals"] = "deals",
        ["events"] = "events",
        ["stages"] = "stage",
        ["pipelines"] = "pipeline",
        ["customFields"] = "customFields",
        ["dealCustomFields"] = "dealCustomFields",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenSet<string> s_known = Names().ToFrozenSet(StringComparer.Ordinal);

    public static bool IsKnown(string name) => s_known.Contains(name);

    /// <summary>The event of a change. Null where the vendor has none: users, groups, teams, ponds and dictionaries of appointments must be polled.</summary>
    public static string? Of(string collection, string verb) => s_families.TryGetValue(collection, out var family) && s_known.Contains(family + verb) ? family + verb : null;

    /// <summary>Where the vendor says that the records are read. Null for deletions, which is assumed.</summary>
    public static string? UriOf(string name, IReadOnlyList<long> ids) =>
        name.EndsWith("Deleted", StringComparison.Ordinal) || s_families.FirstOrDefault(f => name.StartsWith(f.Value, StringComparison.Ordinal)).Key is not { } collection
            ? null
            : $"https://api.followupboss.com/v1/{(name.StartsWith("people", StringComparison.Ordinal) && !name.StartsWith("peopleRelationship", StringComparison.Ordinal) ? "people" : collection)}?id={string.Join(',', ids.Select(static id => id.ToString(CultureInfo.InvariantCulture)))}";

    private static IEnumerable<string> Names()
    {
        string[] whole = ["people", "peopleRelationship", "notes", "emails", "tasks", "appointments", "textMessages", "calls", "deals", "stage", "pipeline", "pipelineStage", "customFields", "dealCustomFields", "threadedReply"];
        return
        [
            .. whole.SelectMany(static f => new[] { f + "Created", f + "Updated", f + "Deleted" }),
            "peopleTagsCreated", "peopleStageUpdated", "eventsCreated", "emEventsOpened", "emEventsClicked", "emEventsUnsubscribed", "reactionCreated", "reactionDeleted",
        ];
    }
}
