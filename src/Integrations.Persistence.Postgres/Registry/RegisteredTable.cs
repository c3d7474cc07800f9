namespace Integrations.Persistence.Postgres;

/// <summary>One table of the schema, and how the rows of an account are found in it. A partitioned table stands for its partitions.</summary>
internal sealed record RegisteredTable
{
    /// <summary>Name without schema.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// Condition on the row <c>t</c> that is true for the rows of an account. Parameters: <c>$1</c> vendor, <c>$2</c> account id, <c>$3</c> the vendor's word in lineage columns. Null
    /// when the table holds nothing of any account.
    /// </summary>
    public string? Owned { get; init; }

    /// <summary>True when a trigger of the account table keeps its rows: they go with the account row and are not deleted before.</summary>
    public bool GoesWithAccount { get; init; }

    /// <summary>
    /// Condition on a row that is true when a reader with row-level security may see it. Null when the table holds nothing of any account; readers see all of it then.
    /// </summary>
    public string? Visible { get; init; }
}
