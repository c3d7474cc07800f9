using Integrations.Abstractions;

namespace Integrations.Fub;

/// <summary>Text message to <c>fub_text_messages</c>. A hidden body is null; the literal that says so stays in the raw payload.</summary>
internal static class FubTextMessageMapper
{
    public static MapResult<FubTextMessageRow> Map(FubTextMessage message, AccountInfo account, FubHiddenContent hidden)
    {
        var scope = default(FubMapScope);
        long id = scope.Key(message.Id);
        long? vendorUser = FubValues.Id(message.UserId);
        var row = new FubTextMessageRow
        {
            AdTextMessageId = FubValues.NaturalKey(account, id),
            TextMessageId = VendorId.From(id).Value,
            CreatedAtFub = scope.Time(message.Created, "$.created"),
            UpdatedAtFub = scope.Time(message.Updated, "$.updated"),
            Name = FubValues.Text(message.Name),
            UserName = FubValues.Text(message.UserName),
            UserIdFub = vendorUser,
            Status = FubValues.Text(message.Status),
            Message = hidden.Visible(message.Message),
            FromNumber = FubValues.Text(message.FromNumber),
            ToNumber = FubValues.Text(message.ToNumber),
            Sent = scope.Time(message.Sent, "$.sent"),
            IsIncoming = message.IsIncoming,
            Archived = message.Archived,
            Read = message.Read,
            Participants = FubValues.Json(message.Participants),
            IsWebhook = false,
            Picture = FubValues.Json(message.Picture, FubJsonContext.Default.FubPicture),
            FubUserId = vendorUser,
            UserId = account.UserId,
            PersonId = FubValues.Id(message.PersonId),
        };
        scope.Unknown(message.Extra, "$");
        return scope.Result(row);
    }
}
