using System.Text.Json.Serialization;
using Integrations.Abstractions;

namespace Integrations.Fub;

/// <summary>An event that a webhook can be registered for. An open vocabulary: a word that is not listed is kept as it came.</summary>
/// <param name="Value">The word as Follow Up Boss writes it.</param>
[JsonConverter(typeof(OpenEnumJsonConverter<FubWebhookEventName>))]
public readonly record struct FubWebhookEventName(string Value) : IOpenEnum<FubWebhookEventName>
{
    /// <summary><c>peopleCreated</c>. Documented.</summary>
    public static FubWebhookEventName PeopleCreated { get; } = new("peopleCreated");

    /// <summary><c>peopleUpdated</c>. Documented.</summary>
    public static FubWebhookEventName PeopleUpdated { get; } = new("peopleUpdated");

    /// <summary><c>peopleDeleted</c>. Documented.</summary>
    public static FubWebhookEventName PeopleDeleted { get; } = new("peopleDeleted");

    /// <summary><c>peopleTagsCreated</c>. Documented.</summary>
    public static FubWebhookEventName PeopleTagsCreated { get; } = new("peopleTagsCreated");

    /// <summary><c>peopleStageUpdated</c>. Documented.</summary>
    public static FubWebhookEventName PeopleStageUpdated { get; } = new("peopleStageUpdated");

    /// <summary><c>peopleRelationshipCreated</c>. Documented.</summary>
    public static FubWebhookEventName PeopleRelationshipCreated { get; } = new("peopleRelationshipCreated");

    /// <summary><c>peopleRelationshipUpdated</c>. Documented.</summary>
    public static FubWebhookEventName PeopleRelationshipUpdated { get; } = new("peopleRelationshipUpdated");

    /// <summary><c>peopleRelationshipDeleted</c>. Documented.</summary>
    public static FubWebhookEventName PeopleRelationshipDeleted { get; } = new("peopleRelationshipDeleted");

    /// <summary><c>notesCreated</c>. Documented.</summary>
    public static FubWebhookEventName NotesCreated { get; } = new("notesCreated");

    /// <summary><c>notesUpdated</c>. Documented.</summary>
    public static FubWebhookEventName NotesUpdated { get; } = new("notesUpdated");

    /// <summary><c>notesDeleted</c>. Documented.</summary>
    public static FubWebhookEventName NotesDeleted { get; } = new("notesDeleted");

    /// <summary><c>emailsCreated</c>. Documented.</summary>
    public static FubWebhookEventName EmailsCreated { get; } = new("emailsCreated");

    /// <summary><c>emailsUpdated</c>. Documented.</summary>
    public static FubWebhookEventName EmailsUpdated { get; } = new("emailsUpdated");

    /// <summary><c>emailsDeleted</c>. Documented.</summary>
    public static FubWebhookEventName EmailsDeleted { get; } = new("emailsDeleted");

    /// <summary><c>tasksCreated</c>. Documented.</summary>
    public static FubWebhookEventName TasksCreated { get; } = new("tasksCreated");

    /// <summary><c>tasksUpdated</c>. Documented.</summary>
    public static FubWebhookEventName TasksUpdated { get; } = new("tasksUpdated");

    /// <summary><c>tasksDeleted</c>. Documented.</summary>
    public static FubWebhookEventName TasksDeleted { get; } = new("tasksDeleted");

    /// <summary><c>appointmentsCreated</c>. Documented.</summary>
    public static FubWebhookEventName AppointmentsCreated { get; } = new("appointmentsCreated");

    /// <summary><c>appointmentsUpdated</c>. Documented.</summary>
    public static FubWebhookEventName AppointmentsUpdated { get; } = new("appointmentsUpdated");

    /// <summary><c>appointmentsDeleted</c>. Documented.</summary>
    public static FubWebhookEventName AppointmentsDeleted { get; } = new("appointmentsDeleted");

    /// <summary><c>textMessagesCreated</c>. Documented.</summary>
    public static FubWebhookEventName TextMessagesCreated { get; } = new("textMessagesCreated");

    /// <summary><c>textMessagesUpdated</c>. Documented.</summary>
    public static FubWebhookEventName TextMessagesUpdated { get; } = new("textMessagesUpdated");

    /// <summary><c>textMessagesDeleted</c>. Documented.</summary>
    public static FubWebhookEventName TextMessagesDeleted { get; } = new("textMessagesDeleted");

    /// <summary><c>callsCreated</c>. Documented.</summary>
    public static FubWebhookEventName CallsCreated { get; } = new("callsCreated");

    /// <summary><c>callsUpdated</c>. Documented.</summary>
    public static FubWebhookEventName CallsUpdated { get; } = new("callsUpdated");

    /// <summary><c>callsDeleted</c>. Documented.</summary>
    public static FubWebhookEventName CallsDeleted { get; } = new("callsDeleted");

    /// <summary><c>dealsCreated</c>. Documented.</summary>
    public static FubWebhookEventName DealsCreated { get; } = new("dealsCreated");

    /// <summary><c>dealsUpdated</c>. Documented.</summary>
    public static FubWebhookEventName DealsUpdated { get; } = new("dealsUpdated");

    /// <summary><c>dealsDeleted</c>. Documented.</summary>
    public static FubWebhookEventName DealsDeleted { get; } = new("dealsDeleted");

    /// <summary><c>eventsCreated</c>. Documented.</summary>
    public static FubWebhookEventName EventsCreated { get; } = new("eventsCreated");

    /// <summary><c>emEventsOpened</c>. Documented.</summary>
    public static FubWebhookEventName EmEventsOpened { get; } = new("emEventsOpened");

    /// <summary><c>emEventsClicked</c>. Documented.</summary>
    public static FubWebhookEventName EmEventsClicked { get; } = new("emEventsClicked");

    /// <summary><c>emEventsUnsubscribed</c>. Documented.</summary>
    public static FubWebhookEventName EmEventsUnsubscribed { get; } = new("emEventsUnsubscribed");

    /// <summary><c>stageCreated</c>. Observed.</summary>
    public static FubWebhookEventName StageCreated { get; } = new("stageCreated");

    /// <summary><c>stageUpdated</c>. Observed.</summary>
    public static FubWebhookEventName StageUpdated { get; } = new("stageUpdated");

    /// <summary><c>stageDeleted</c>. Observed.</summary>
    public static FubWebhookEventName StageDeleted { get; } = new("stageDeleted");

    /// <summary><c>pipelineCreated</c>. Observed.</summary>
    public static FubWebhookEventName PipelineCreated { get; } = new("pipelineCreated");

    /// <summary><c>pipelineUpdated</c>. Observed.</summary>
    public static FubWebhookEventName PipelineUpdated { get; } = new("pipelineUpdated");

    /// <summary><c>pipelineDeleted</c>. Observed.</summary>
    public static FubWebhookEventName PipelineDeleted { get; } = new("pipelineDeleted");

    /// <summary><c>pipelineStageCreated</c>. Observed.</summary>
    public static FubWebhookEventName PipelineStageCreated { get; } = new("pipelineStageCreated");

    /// <summary><c>pipelineStageUpdated</c>. Observed.</summary>
    public static FubWebhookEventName PipelineStageUpdated { get; } = new("pipelineStageUpdated");

    /// <summary><c>pipelineStageDeleted</c>. Observed.</summary>
    public static FubWebhookEventName PipelineStageDeleted { get; } = new("pipelineStageDeleted");

    /// <summary><c>customFieldsCreated</c>. Observed.</summary>
    public static FubWebhookEventName CustomFieldsCreated { get; } = new("customFieldsCreated");

    /// <summary><c>customFieldsUpdated</c>. Observed.</summary>
    public static FubWebhookEventName CustomFieldsUpdated { get; } = new("customFieldsUpdated");

    /// <summary><c>customFieldsDeleted</c>. Observed.</summary>
    public static FubWebhookEventName CustomFieldsDeleted { get; } = new("customFieldsDeleted");

    /// <summary><c>dealCustomFieldsCreated</c>. Observed.</summary>
    public static FubWebhookEventName DealCustomFieldsCreated { get; } = new("dealCustomFieldsCreated");

    /// <summary><c>dealCustomFieldsUpdated</c>. Observed.</summary>
    public static FubWebhookEventName DealCustomFieldsUpdated { get; } = new("dealCustomFieldsUpdated");

    /// <summary><c>dealCustomFieldsDeleted</c>. Observed.</summary>
    public static FubWebhookEventName DealCustomFieldsDeleted { get; } = new("dealCustomFieldsDeleted");

    /// <summary><c>reactionCreated</c>. Observed.</summary>
    public static FubWebhookEventName ReactionCreated { get; } = new("reactionCreated");

    /// <summary><c>reactionDeleted</c>. Observed.</summary>
    public static FubWebhookEventName ReactionDeleted { get; } = new("reactionDeleted");

    /// <summary><c>threadedReplyCreated</c>. Observed.</summary>
    public static FubWebhookEventName ThreadedReplyCreated { get; } = new("threadedReplyCreated");

    /// <summary><c>threadedReplyUpdated</c>. Observed.</summary>
    public static FubWebhookEventName ThreadedReplyUpdated { get; } = new("threadedReplyUpdated");

    /// <summary><c>threadedReplyDeleted</c>. Observed.</summary>
    public static FubWebhookEventName ThreadedReplyDeleted { get; } = new("threadedReplyDeleted");

    /// <inheritdoc/>
    public bool IsKnown => Value is "peopleCreated" or "peopleUpdated" or "peopleDeleted" or "peopleTagsCreated" or "peopleStageUpdated" or "peopleRelationshipCreated"
        or "peopleRelationshipUpdated" or "peopleRelationshipDeleted" or "notesCreated" or "notesUpdated" or "notesDeleted"
        or "emailsCreated" or "emailsUpdated" or "emailsDeleted" or "tasksCreated" or "tasksUpdated" or "tasksDeleted" or "appointmentsCreated"
        or "appointmentsUpdated" or "appointmentsDeleted" or "textMessagesCreated" or "textMessagesUpdated" or "textMessagesDeleted"
        or "callsCreated" or "callsUpdated" or "callsDeleted" or "dealsCreated" or "dealsUpdated" or "dealsDeleted" or "eventsCreated"
        or "emEventsOpened" or "emEventsClicked" or "emEventsUnsubscribed" or "stageCreated" or "stageUpdated" or "stageDeleted"
        or "pipelineCreated" or "pipelineUpdated" or "pipelineDeleted" or "pipelineStageCreated" or "pipelineStageUpdated"
        or "pipelineStageDeleted" or "customFieldsCreated" or "customFieldsUpdated" or "customFieldsDeleted" or "dealCustomFieldsCreated"
        or "dealCustomFieldsUpdated" or "dealCustomFieldsDeleted" or "reactionCreated" or "reactionDeleted" or "threadedReplyCreated"
        or "threadedReplyUpdated" or "threadedReplyDeleted";

    /// <inheritdoc/>
    public static FubWebhookEventName From(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
