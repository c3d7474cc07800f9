namespace Integrations.Abstractions;

/// <summary>One column of a mirror table.</summary>
/// <param name="Name">Column name, lower case.</param>
/// <param name="Type">Column type.</param>
/// <param name="IsKey">True for a part of the vendor's natural key.</param>
public sealed record EntityColumn(string Name, ColumnType Type, bool IsKey);
