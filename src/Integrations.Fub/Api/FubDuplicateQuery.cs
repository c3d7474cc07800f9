using Refit;

namespace Integrations.Fub;

/// <summary>What to look for in the account. A property that is null is not sent; the vendor ignores words that it does not know without saying so.</summary>
public sealed record FubDuplicateQuery
{
    /// <summary>E-mail address. Documented.</summary>
    [AliasAs("email")]
    public string? Email { get; init; }

    /// <summary>Phone number. Documented.</summary>
    [AliasAs("phone")]
    public string? Phone { get; init; }
}
