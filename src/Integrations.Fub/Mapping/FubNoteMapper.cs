using Integrations.Abstractions;
using Integrations.Http;

namespace Integrations.Fub;

/// <summary>Note to <c>fub_notes</c>. Hidden content is null; what the vendor wrote in its place stays in the raw payload.</summary>
internal static class FubNoteMapper
{
    public static MapResult<FubNoteRow> Map(FubNote note, AccountInfo account, FubHiddenContent hidden)
    {
        var scope = default(MapScope);
        long id = scope.Key(note.Id);
        bool isHidden = note.ShowContent == false || hidden.IsHidden(note.Body);
        var row = new FubNoteRow
        {
            AdNoteId = FubValues.NaturalKey(account, id),
            FubAccountIdRaw = account.VendorAccountId,
            NoteId = id,
            FubCreatedAt = scope.Time(note.Created, "$.created"),
            FubUpdatedAt = scope.Time(note.Updated, "$.updated"),
            CreatedById = note.CreatedById,
            UpdatedById = note.UpdatedById,
            CreatedByName = FieldValues.Text(note.CreatedBy),
            UpdatedByName = FieldValues.Text(note.UpdatedBy),
            PersonId = FubValues.Id(note.PersonId),
            Subject = isHidden ? null : hidden.Visible(note.Subject),
            Body = isHidden ? null : FieldValues.Text(note.Body),
            Type = FieldValues.Text(note.Type),
            IsHtml = note.IsHtml,
            IsHidden = isHidden,
            IsExternal = note.IsExternal,
            ActionPlanId = FubValues.Id(note.ActionPlanId),
            AutomationId = FubValues.Id(note.AutomationId),
            SystemId = FubValues.Id(note.SystemId),
            SystemName = FieldValues.Text(note.SystemName),
            UserId = account.UserId,
            CredentialsId = account.CredentialsId?.Value,
        };
        scope.Unknown(note.Extra, "$");
        return scope.Result(row);
    }
}
