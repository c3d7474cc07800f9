namespace Integrations.Abstractions;

/// <summary>Who a credential belongs to, as the vendor says.</summary>
public sealed record VendorIdentity
{
    /// <summary>The vendor's id of the account.</summary>
    public required string AccountId { get; init; }

    /// <summary>The vendor's id of the user who made the credential.</summary>
    public required string UserId { get; init; }

    /// <summary>Host name or sub-domain of the account at the vendor. Null where there is none.</summary>
    public string? HostName { get; init; }

    /// <summary>IANA time zone of the account. Null when the vendor does not say.</summary>
    public string? TimeZone { get; init; }

    /// <summary>Further columns of the vendor's account table: name to value, for example <c>fub_owner_id</c> to <c>1</c>. Values are <c>bigint</c> or <c>text</c>.</summary>
    public IReadOnlyDictionary<string, object?> Columns { get; init; } = new Dictionary<string, object?>(StringComparer.Ordinal);
}
