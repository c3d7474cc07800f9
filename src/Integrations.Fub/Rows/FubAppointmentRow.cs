namespace Integrations.Fub;

/// <summary>One row of <c>fub_appointments</c>: an appointment. One property per column, in the order of the table.</summary>
internal sealed record FubAppointmentRow
{
    public required string AdAppointmentId { get; init; }

    public required string AppointmentId { get; init; }

    public DateTimeOffset? FubCreatedAt { get; init; }

    public DateTimeOffset? FubUpdatedAt { get; init; }

    public string? CreatedByName { get; init; }

    public string? UpdatedByName { get; init; }

    public long? CreatedById { get; init; }

    public long? UpdatedById { get; init; }

    public string? Title { get; init; }

    public string? Description { get; init; }

    public string? Location { get; init; }

    public string? ExternalLink { get; init; }

    public DateTimeOffset? StartsAt { get; init; }

    public DateTimeOffset? EndsAt { get; init; }

    public string? Timezone { get; init; }

    public bool? IsAllDay { get; init; }

    public bool? IsFromFub { get; init; }

    public ReadOnlyMemory<byte>? Invitees { get; init; }

    public string? Outcome { get; init; }

    public string? Type { get; init; }

    public long? FubUserIdRaw { get; init; }

    public long? InvitedPersonIdRaw { get; init; }

    public long? UserId { get; init; }

    public long? TypeId { get; init; }

    public long? OutcomeId { get; init; }
}
