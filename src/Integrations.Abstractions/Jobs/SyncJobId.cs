namespace Integrations.Abstractions;

/// <summary>One job: a row of a vendor's job table.</summary>
/// <param name="Vendor">Vendor name in lower case.</param>
/// <param name="IsOnboarding">True for the onboarding job table, false for the sync job table.</param>
/// <param name="Id">Row id.</param>
public readonly record struct SyncJobId(string Vendor, bool IsOnboarding, RowId Id)
{
    /// <summary>Shape <c>fub/onboarding/3</c>.</summary>
    public override string ToString() => $"{Vendor}/{(IsOnboarding ? "onboarding" : "sync")}/{Id}";
}
