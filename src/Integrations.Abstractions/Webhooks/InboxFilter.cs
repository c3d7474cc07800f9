namespace Integrations.Abstractions;

/// <summary>Chooses deliveries of the inbox. Every condition that is set must hold.</summary>
public sealed record InboxFilter
{
    /// <summary>Vendor name in lower case. Null for all.</summary>
    public string? Vendor { get; init; }

    /// <summary>The account. Null for all.</summary>
    public AccountRef? Account { get; init; }

    /// <summary>Entity of the stream, for example <c>people</c>. Null for all.</summary>
    public string? Entity { get; init; }

    /// <summary>Statuses. Empty for all.</summary>
    public IReadOnlyList<InboxStatus> Statuses { get; init; } = [];

    /// <summary>Rows of the inbox. Empty for all.</summary>
    public IReadOnlyList<RowId> Ids { get; init; } = [];

    /// <summary>Received at or after. Null for any time.</summary>
    public DateTimeOffset? ReceivedFrom { get; init; }

    /// <summary>Received before. Null for any time.</summary>
    public DateTimeOffset? ReceivedBefore { get; init; }
}
