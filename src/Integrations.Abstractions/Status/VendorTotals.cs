namespace Integrations.Abstractions;

/// <summary>One vendor over all accounts.</summary>
public sealed record VendorTotals
{
    /// <summary>Vendor name in lower case.</summary>
    public required string Vendor { get; init; }

    /// <summary>Accounts by state.</summary>
    public IReadOnlyDictionary<AccountStatus, long> Accounts { get; init; } = new Dictionary<AccountStatus, long>();

    /// <summary>Open items of the worker queue.</summary>
    public Backlog Queue { get; init; }
}
