namespace Integrations.Abstractions;

/// <summary>A table of a vendor that is no stream's: a projection or the host writes it, or the vendor's migrations fill it.</summary>
/// <param name="Name">Table name, lower case, without schema.</param>
/// <param name="AccountColumn">Column that holds the account's row id. Null when the table holds nothing of any account, for example a list of words.</param>
public sealed record SideTable(string Name, string? AccountColumn);
