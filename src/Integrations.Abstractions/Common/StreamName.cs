namespace Integrations.Abstractions;

/// <summary>One entity of one vendor, for example <c>fub.people</c>.</summary>
/// <param name="Vendor">Vendor name in lower case.</param>
/// <param name="Entity">Entity word as the sync-state table writes it: <c>people</c>, <c>textMessages</c>.</param>
public readonly record struct StreamName(string Vendor, string Entity)
{
    /// <summary>Shape <c>fub.people</c>.</summary>
    public override string ToString() => $"{Vendor}.{Entity}";
}
