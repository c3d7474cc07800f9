namespace Integrations.Fub;

/// <summary>One row of <c>fub_text_messages</c>: a text message. One property per column, in the order of the table.</summary>
internal sealed record FubTextMessageRow
{
    public required string AdTextMessageId { get; init; }

    public required string TextMessageId { get; init; }

    public DateTimeOffset? CreatedAtFub { get; init; }

    public DateTimeOffset? UpdatedAtFub { get; init; }

    public string? Name { get; init; }

    public string? UserName { get; init; }

    public long? UserIdFub { get; init; }

    public string? Status { get; init; }

    public string? Message { get; init; }

    public string? FromNumber { get; init; }

    public string? ToNumber { get; init; }

    public DateTimeOffset? Sent { get; init; }

    public bool? IsIncoming { get; init; }

    public bool? Archived { get; init; }

    public bool? Read { get; init; }

    public ReadOnlyMemory<byte>? Participants { get; init; }

    public bool? IsWebhook { get; init; }

    public ReadOnlyMemory<byte>? Picture { get; init; }

    public long? FubUserId { get; init; }

    public long? UserId { get; init; }

    public long? PersonId { get; init; }
}
