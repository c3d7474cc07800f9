using Integrations.Abstractions;

namespace Integrations.Engine;

/// <summary>Which accounts to look at.</summary>
public sealed record StatusRequest
{
    /// <summary>Vendor name in lower case. Null for all.</summary>
    public string? Vendor { get; init; }

    /// <summary><see cref="StatusPage.Next"/> of the page before. Null for the first.</summary>
    public AccountRef? After { get; init; }

    /// <summary>Accounts of a page, 1 to 1,000. Default 100.</summary>
    public int Limit { get; init; } = 100;

    /// <summary>True for those only that are stopped, late, failing, or have deletions held.</summary>
    public bool TroubledOnly { get; init; }
}
