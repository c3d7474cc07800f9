namespace Integrations.Abstractions;

/// <summary>What a vendor package registers once: its tables and streams.</summary>
public sealed record VendorDescriptor
{
    /// <summary>Vendor name in lower case, for example <c>fub</c>. Also the folder of its migrations and the prefix of its partitions.</summary>
    public required string Name { get; init; }

    /// <summary>Word of the <c>credentials.platform</c> and <c>sync_source</c> columns, for example <c>FUB</c>.</summary>
    public required string Platform { get; init; }

    /// <summary>Account table, for example <c>fub_accounts</c>.</summary>
    public required string AccountTable { get; init; }

    /// <summary>Column of the account table with the vendor's account id, for example <c>account_id_raw</c>.</summary>
    public required string VendorAccountIdColumn { get; init; }

    /// <summary>Column of the account table with the vendor's user id, for example <c>fub_uid</c>.</summary>
    public required string VendorUserIdColumn { get; init; }

    /// <summary>Column of the account table with the host name. Null where there is none.</summary>
    public string? HostNameColumn { get; init; }

    /// <summary>Boolean column of the account table by which the host switches reading off, for example <c>data_pull</c>. Null where there is none.</summary>
    public string? ReadSwitchColumn { get; init; }

    /// <summary>Column of the job tables that refers to the account table, for example <c>fub_account_id</c>.</summary>
    public required string JobAccountColumn { get; init; }

    /// <summary>Wide table of onboarding jobs.</summary>
    public required string OnboardingJobTable { get; init; }

    /// <summary>Wide table of all other jobs.</summary>
    public required string SyncJobTable { get; init; }

    /// <summary>Columns of the account table about webhooks. Null where the vendor has none.</summary>
    public WebhookColumns? WebhookColumns { get; init; }

    /// <summary>The vendor's tables beside those of its streams and jobs. They are erased and guarded with the account like all others. None by default.</summary>
    public IReadOnlyList<SideTable> SideTables { get; init; } = [];

    /// <summary>The vendor's streams, in the order in which an onboarding reads them.</summary>
    public required IReadOnlyList<SyncStreamDescriptor> Streams { get; init; }
}
