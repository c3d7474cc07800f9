using Integrations.Abstractions;
using Integrations.Http;

namespace Integrations.Fub;

/// <summary>Call to <c>fub_calls</c>.</summary>
internal static class FubCallMapper
{
    public static MapResult<FubCallRow> Map(FubCall call, AccountInfo account, FubHiddenContent hidden)
    {
        var scope = default(MapScope);
        long id = scope.Key(call.Id);
        string? name = FieldValues.Text(call.Name);
        var row = new FubCallRow
        {
            AdCallId = FubValues.NaturalKey(account, id),
            FubAccountIdRaw = account.VendorAccountId,
            UserName = FieldValues.Text(call.UserName),
            Name = name,
            PeopleName = name,
            CallId = id,
            FubCreatedAt = scope.Time(call.Created, "$.created"),
            FubUpdatedAt = scope.Time(call.Updated, "$.updated"),
            CreatedById = call.CreatedById,
            UpdatedById = call.UpdatedById,
            Phone = FieldValues.Text(call.Phone),
            FromNumber = FieldValues.Text(call.FromNumber),
            ToNumber = FieldValues.Text(call.ToNumber),
            Note = hidden.Visible(call.Note),
            Outcome = scope.Word(call.Outcome, "$.outcome"),
            IsIncoming = call.IsIncoming,
            Duration = scope.Whole(call.Duration, "$.duration"),
            RecordingUrl = hidden.Visible(call.RecordingUrl),
            FubUserId = FubValues.Id(call.UserId),
            PersonId = FubValues.Id(call.PersonId),
            UserId = account.UserId,
            CredentialsId = account.CredentialsId?.Value,
        };
        scope.Unknown(call.Extra, "$");
        return scope.Result(row);
    }
}
