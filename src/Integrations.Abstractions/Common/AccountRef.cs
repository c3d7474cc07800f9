namespace Integrations.Abstractions;

/// <summary>One connected customer account at one vendor: which vendor, and which row of that vendor's account table.</summary>
/// <param name="Vendor">Vendor name in lower case, for example <c>fub</c>.</param>
/// <param name="Id">Row id in the vendor's account table, for example <c>fub_accounts.id</c>.</param>
public readonly record struct AccountRef(string Vendor, RowId Id)
{
    /// <summary>Shape <c>fub/17</c>. Safe to log: it holds no customer data.</summary>
    public override string ToString() => $"{Vendor}/{Id}";
}
