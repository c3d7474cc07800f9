namespace Integrations.Abstractions;

/// <summary>What mappers and sources may know of an account. Holds no secret.</summary>
public sealed record AccountInfo
{
    /// <summary>The account.</summary>
    public required AccountRef Ref { get; init; }

    /// <summary>The vendor's own id of the account, for example <c>1700000001</c>. Null until the identity was read.</summary>
    public string? VendorAccountId { get; init; }

    /// <summary>The account's host name or sub-domain at the vendor. Null where the vendor has none.</summary>
    public string? HostName { get; init; }

    /// <summary>IANA name of the account's time zone. Null when unknown; "today" is then UTC's.</summary>
    public string? TimeZone { get; init; }

    /// <summary>Row of the credential. Null for an account without one.</summary>
    public RowId? CredentialsId { get; init; }

    /// <summary>The host application's user. Null when the host named none.</summary>
    public long? UserId { get; init; }

    /// <summary>The host application's team. Null when the host named none.</summary>
    public long? TeamId { get; init; }

    /// <summary>The account's state.</summary>
    public AccountStatus Status { get; init; }
}
