using Integrations.Abstractions;
using Integrations.Http;

namespace Integrations.Fub;

/// <summary>Text message to <c>fub_text_messages</c>. A hidden body is null; the literal that says so stays in the raw payload.</summary>
internal static class FubTextMessageMapper
{
    public static MapResult<FubTextMessageRow> Map(FubTextMessage message, AccountInfo account, FubHiddenContent hidden)
    {
        var scope = default(MapScope);
        long id = scope.Key(message.Id);
        long? vendorUser = FubValues.Id(message.UserId);
        var row = new FubTextMessageRow
        {
            AdTextMessageId = FubValues.NaturalKey(account, id),
            TextMessageId = VendorId.From(id).Value,
            CreatedAtFub = scope.Time(message.Created, "$.created"),
            UpdatedAtFub = scope.Time(message.Updated, "$.updated"),
            Name = FieldValues.Text(message.Name),
            UserName = FieldValues.Text(message.UserName),
            UserIdFub = vendorUser,
            Status = FieldValues.Text(message.Status),
            Message = hidden.Visible(message.Message),
            FromNumber = FieldValues.Text(message.FromNumber),
            ToNumber = FieldValues.Text(message.ToNumber),
            Sent = scope.Time(message.Sent, "$.sent"),
            IsIncoming = message.IsIncoming,
            Archived = message.Archived,
            Read = message.Read,
            Participants = FieldValues.Json(message.Participants),
            IsWebhook = false,
            Picture = FieldValues.Json(message.Picture, FubJsonContext.Default.FubPicture),
            FubUserId = vendorUser,
            UserId = account.UserId,
            PersonId = FubValues.Id(message.PersonId),
        };
        scope.Unknown(message.Extra, "$");
        return scope.Result(row);
    }
}
