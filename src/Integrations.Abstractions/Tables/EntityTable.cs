namespace Integrations.Abstractions;

/// <summary>
/// One mirror table, described once by its vendor package: name, key, columns with getters, references. A store writes any such table by generated,
/// set-based SQL; it adds the account column, the mirror columns (raw, content hash, seen times, deletion marks) and the row-id columns of the references.
/// </summary>
public abstract class EntityTable
{
    private protected EntityTable(string name, string accountColumn, IReadOnlyList<EntityColumn> columns, IReadOnlyList<EntityReference> references)
    {
        Name = name;
        AccountColumn = accountColumn;
        Columns = columns;
        References = references;
        KeyColumns = [.. columns.Where(static c => c.IsKey)];
        if (KeyColumns.Count == 0)
        {
            throw new ArgumentException($"Table {name} has no key column.", nameof(columns));
        }
    }

    /// <summary>Table name, lower case, without schema.</summary>
    public string Name { get; }

    /// <summary>Column that holds the account's row id, for example <c>fub_account_id</c>.</summary>
    public string AccountColumn { get; }

    /// <summary>Columns in the order in which <see cref="Write"/> writes them.</summary>
    public IReadOnlyList<EntityColumn> Columns { get; }

    /// <summary>The vendor's natural key within an account: one column or several.</summary>
    public IReadOnlyList<EntityColumn> KeyColumns { get; }

    /// <summary>Row-id columns that a store resolves.</summary>
    public IReadOnlyList<EntityReference> References { get; }

    /// <summary>Row type.</summary>
    public abstract Type RowType { get; }

    /// <summary>Writes one row, which must be of <see cref="RowType"/>.</summary>
    public abstract void Write(object row, IColumnWriter writer);
}
