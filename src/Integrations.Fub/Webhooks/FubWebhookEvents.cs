using System.Collections.Frozen;
using Integrations.Abstractions;

namespace Integrations.Fub;

/// <summary>What each event of Follow Up Boss asks to be read again. Dossier sections 6.2 and 6.6.</summary>
internal static class FubWebhookEvents
{
    private static readonly FrozenDictionary<string, Meaning> s_known = Table().ToFrozenDictionary(static m => m.Event.Value, StringComparer.Ordinal);

    /// <summary>What an event means. Null for a name that this version does not know, and for one that concerns no stream.</summary>
    public static Meaning? Find(string name) => s_known.GetValueOrDefault(name);

    /// <summary>
    /// The events that announce changes of a stream: the fewest that do. An update of a person also fires for stage and tags (Documented), so that the finer events would only come on top.
    /// </summary>
    public static IEnumerable<FubWebhookEventName> Announcing(StreamName stream) => s_known.Values.Where(m => m.Stream == stream && m.IsAskedFor).Select(static m => m.Event).OrderBy(static e => e.Value, StringComparer.Ordinal);

    private static IEnumerable<Meaning> Table()
    {
        StreamName people = FubStreams.People.Name;
        StreamName stages = FubStreams.Stages.Name;
        yield return new Meaning(FubWebhookEventName.PeopleCreated, people);
        yield return new Meaning(FubWebhookEventName.PeopleUpdated, people);
        yield return new Meaning(FubWebhookEventName.PeopleDeleted, people) { IsDelete = true };
        yield return new Meaning(FubWebhookEventName.PeopleTagsCreated, people) { IsAskedFor = false };
        yield return new Meaning(FubWebhookEventName.PeopleStageUpdated, people) { IsAskedFor = false };
        yield return new Meaning(FubWebhookEventName.NotesCreated, FubStreams.Notes.Name);
        yield return new Meaning(FubWebhookEventName.NotesUpdated, FubStreams.Notes.Name);
        yield return new Meaning(FubWebhookEventName.NotesDeleted, FubStreams.Notes.Name) { IsDelete = true };
        yield return new Meaning(FubWebhookEventName.TasksCreated, FubStreams.Tasks.Name);
        yield return new Meaning(FubWebhookEventName.TasksUpdated, FubStreams.Tasks.Name);
        yield return new Meaning(FubWebhookEventName.TasksDeleted, FubStreams.Tasks.Name) { IsDelete = true };
        yield return new Meaning(FubWebhookEventName.AppointmentsCreated, FubStreams.Appointments.Name);
        yield return new Meaning(FubWebhookEventName.AppointmentsUpdated, FubStreams.Appointments.Name);
        yield return new Meaning(FubWebhookEventName.AppointmentsDeleted, FubStreams.Appointments.Name) { IsDelete = true };
        yield return new Meaning(FubWebhookEventName.TextMessagesCreated, FubStreams.TextMessages.Name);
        yield return new Meaning(FubWebhookEventName.TextMessagesUpdated, FubStreams.TextMessages.Name);
        yield return new Meaning(FubWebhookEventName.TextMessagesDeleted, FubStreams.TextMessages.Name) { IsDelete = true };
        yield return new Meaning(FubWebhookEventName.CallsCreated, FubStreams.Calls.Name);
        yield return new Meaning(FubWebhookEventName.CallsUpdated, FubStreams.Calls.Name);
        yield return new Meaning(FubWebhookEventName.CallsDeleted, FubStreams.Calls.Name) { IsDelete = true };
        yield return new Meaning(FubWebhookEventName.DealsCreated, FubStreams.Deals.Name);
        yield return new Meaning(FubWebhookEventName.DealsUpdated, FubStreams.Deals.Name);
        yield return new Meaning(FubWebhookEventName.DealsDeleted, FubStreams.Deals.Name) { IsDelete = true };
        yield return new Meaning(FubWebhookEventName.EventsCreated, FubStreams.Events.Name);

        // Two vendor collections share one stream; its ids carry the kind.
        yield return new Meaning(FubWebhookEventName.StageCreated, stages) { IdPrefix = "people:" };
        yield return new Meaning(FubWebhookEventName.StageUpdated, stages) { IdPrefix = "people:" };
        yield return new Meaning(FubWebhookEventName.StageDeleted, stages) { IdPrefix = "people:", IsDelete = true };
        yield return new Meaning(FubWebhookEventName.PipelineStageCreated, stages) { IdPrefix = "deal:" };
        yield return new Meaning(FubWebhookEventName.PipelineStageUpdated, stages) { IdPrefix = "deal:" };
        yield return new Meaning(FubWebhookEventName.PipelineStageDeleted, stages) { IdPrefix = "deal:", IsDelete = true };

        // These name a pipeline, which is no record of ours: its stages are left to the next delta.
        yield return new Meaning(FubWebhookEventName.PipelineCreated, stages) { NamesRecords = false, IsAskedFor = false };
        yield return new Meaning(FubWebhookEventName.PipelineUpdated, stages) { NamesRecords = false, IsAskedFor = false };
        yield return new Meaning(FubWebhookEventName.PipelineDeleted, stages) { NamesRecords = false, IsAskedFor = false };

        // Values of custom fields come as an update of their person or deal; the rest is mirrored by no stream.
        foreach (FubWebhookEventName other in Others())
        {
            yield return new Meaning(other, Stream: null) { NamesRecords = false, IsAskedFor = false };
        }
    }

    private static FubWebhookEventName[] Others() =>
    [
        FubWebhookEventName.PeopleRelationshipCreated, FubWebhookEventName.PeopleRelationshipUpdated, FubWebhookEventName.PeopleRelationshipDeleted,
        FubWebhookEventName.EmailsCreated, FubWebhookEventName.EmailsUpdated, FubWebhookEventName.EmailsDeleted,
        FubWebhookEventName.EmEventsOpened, FubWebhookEventName.EmEventsClicked, FubWebhookEventName.EmEventsUnsubscribed,
        FubWebhookEventName.CustomFieldsCreated, FubWebhookEventName.CustomFieldsUpdated, FubWebhookEventName.CustomFieldsDeleted,
        FubWebhookEventName.DealCustomFieldsCreated, FubWebhookEventName.DealCustomFieldsUpdated, FubWebhookEventName.DealCustomFieldsDeleted,
        FubWebhookEventName.ReactionCreated, FubWebhookEventName.ReactionDeleted,
        FubWebhookEventName.ThreadedReplyCreated, FubWebhookEventName.ThreadedReplyUpdated, FubWebhookEventName.ThreadedReplyDeleted,
    ];

    /// <summary>What an event means.</summary>
    /// <param name="Event">The event.</param>
    /// <param name="Stream">The stream to read again. Null when no stream holds such records.</param>
    internal sealed record Meaning(FubWebhookEventName Event, StreamName? Stream)
    {
        /// <summary>What stands before the vendor's id in the stream's ids.</summary>
        public string IdPrefix { get; init; } = "";

        /// <summary>True when the event's ids are those of the stream's records.</summary>
        public bool NamesRecords { get; init; } = true;

        public bool IsDelete { get; init; }

        /// <summary>True when the vendor is asked to send the event.</summary>
        public bool IsAskedFor { get; init; } = true;
    }
}
