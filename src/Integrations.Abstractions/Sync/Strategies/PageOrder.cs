namespace Integrations.Abstractions;

/// <summary>Order of rows in a read.</summary>
public enum PageOrder
{
    /// <summary>The vendor's own stable order, by id.</summary>
    Stable,

    /// <summary>Last changed first.</summary>
    NewestChangeFirst,

    /// <summary>Last created (highest id) first.</summary>
    NewestFirst,
}
