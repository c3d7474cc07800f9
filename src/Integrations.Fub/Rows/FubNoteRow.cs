namespace Integrations.Fub;

/// <summary>One row of <c>fub_notes</c>: a note on a person. One property per column, in the order of the table.</summary>
internal sealed record FubNoteRow
{
    public required string AdNoteId { get; init; }

    public string? FubAccountIdRaw { get; init; }

    public required long NoteId { get; init; }

    public DateTimeOffset? FubCreatedAt { get; init; }

    public DateTimeOffset? FubUpdatedAt { get; init; }

    public long? CreatedById { get; init; }

    public long? UpdatedById { get; init; }

    public string? CreatedByName { get; init; }

    public string? UpdatedByName { get; init; }

    public long? PersonId { get; init; }

    public string? Subject { get; init; }

    public string? Body { get; init; }

    public string? Type { get; init; }

    public bool? IsHtml { get; init; }

    public bool? IsHidden { get; init; }

    public bool? IsExternal { get; init; }

    public long? ActionPlanId { get; init; }

    public long? AutomationId { get; init; }

    public long? SystemId { get; init; }

    public string? SystemName { get; init; }

    public long? UserId { get; init; }

    public long? CredentialsId { get; init; }
}
