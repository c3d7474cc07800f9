using Integrations.Abstractions;
using Integrations.Http;

namespace Integrations.Fub;

/// <summary>Appointment to <c>fub_appointments</c>.</summary>
internal static class FubAppointmentMapper
{
    public static MapResult<FubAppointmentRow> Map(FubAppointment appointment, AccountInfo account, FubHiddenContent hidden)
    {
        var scope = default(MapScope);
        long id = scope.Key(appointment.Id);
        IReadOnlyList<FubInvitee> invitees = appointment.Invitees ?? [];
        var row = new FubAppointmentRow
        {
            AdAppointmentId = FubValues.NaturalKey(account, id),
            AppointmentId = VendorId.From(id).Value,
            FubCreatedAt = scope.Time(appointment.Created, "$.created"),
            FubUpdatedAt = scope.Time(appointment.Updated, "$.updated"),
            CreatedByName = UserName(invitees, appointment.CreatedById),
            UpdatedByName = UserName(invitees, appointment.UpdatedById),
            CreatedById = appointment.CreatedById,
            UpdatedById = appointment.UpdatedById,
            Title = hidden.Visible(appointment.Title),
            Description = hidden.Visible(appointment.Description),
            Location = FieldValues.Text(appointment.Location),
            ExternalLink = FieldValues.Text(appointment.ExternalEventLink),
            StartsAt = scope.Time(appointment.Start, "$.start"),
            EndsAt = scope.Time(appointment.End, "$.end"),
            Timezone = FieldValues.Text(appointment.Timezone),
            IsAllDay = appointment.AllDay,
            IsFromFub = appointment.OriginFub,
            Invitees = FieldValues.Json(appointment.Invitees, FubJsonContext.Default.IReadOnlyListFubInvitee),
            Outcome = FieldValues.Text(appointment.Outcome),
            Type = FieldValues.Text(appointment.Type),
            FubUserIdRaw = invitees.Select(static i => FubValues.Id(i.UserId)).FirstOrDefault(static u => u is not null),
            InvitedPersonIdRaw = invitees.Select(static i => FubValues.Id(i.PersonId)).FirstOrDefault(static p => p is not null),
            UserId = account.UserId,
            TypeId = FubValues.Id(appointment.TypeId),
            OutcomeId = FubValues.Id(appointment.OutcomeId),
        };
        scope.Unknown(appointment.Extra, "$");
        foreach (FubInvitee invitee in invitees)
        {
            scope.Unknown(invitee.Extra, "$.invitees[]");
        }

        return scope.Result(row);
    }

    // The vendor names only invitees; a creator who is not invited stays without a name.
    private static string? UserName(IReadOnlyList<FubInvitee> invitees, long? userId) =>
        userId is > 0 ? FieldValues.Text(invitees.FirstOrDefault(i => i.UserId == userId)?.Name) : null;
}
