namespace Integrations.Abstractions;

/// <summary>What an allowance of a vendor belongs to: one context of one account, or one context of the whole system over all its accounts.</summary>
/// <param name="Vendor">Vendor name in lower case.</param>
/// <param name="Account">The account. Null for an allowance that all accounts share.</param>
/// <param name="Context">The vendor's word for the kind of request, for example <c>global</c>.</param>
public readonly record struct RateScope(string Vendor, RowId? Account, string Context)
{
    /// <summary>Shape <c>fub/17/global</c>, or <c>fub/*/global</c> for all accounts. Holds no secret; usable as a key.</summary>
    public override string ToString() => $"{Vendor}/{(Account is { } account ? account.ToString() : "*")}/{Context}";
}
