namespace Integrations.Abstractions;

/// <summary>A mirror table with its row type. Built without reflection by <see cref="EntityTableBuilder{TRow}"/>.</summary>
/// <typeparam name="TRow">Row type.</typeparam>
public sealed class EntityTable<TRow> : EntityTable
    where TRow : class
{
    private readonly Action<TRow, IColumnWriter>[] _writers;

    internal EntityTable(
        string name,
        string accountColumn,
        IReadOnlyList<EntityColumn> columns,
        IReadOnlyList<EntityReference> references,
        Action<TRow, IColumnWriter>[] writers)
        : base(name, accountColumn, columns, references) => _writers = writers;

    /// <inheritdoc/>
    public override Type RowType => typeof(TRow);

    /// <summary>Starts the description of a table.</summary>
    /// <param name="name">Table name, lower case.</param>
    /// <param name="accountColumn">Column of the account's row id.</param>
    public static EntityTableBuilder<TRow> Define(string name, string accountColumn) => new(name, accountColumn);

    /// <inheritdoc/>
    public override void Write(object row, IColumnWriter writer)
    {
        var typed = (TRow)row;
        foreach (Action<TRow, IColumnWriter> write in _writers)
        {
            write(typed, writer);
        }
    }
}
