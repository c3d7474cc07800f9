namespace Integrations.Abstractions;

/// <summary>Describes a table column by column. Each call adds one column in order.</summary>
/// <typeparam name="TRow">Row type.</typeparam>
public sealed class EntityTableBuilder<TRow>
    where TRow : class
{
    private readonly string _name;
    private readonly string _accountColumn;
    private readonly List<EntityColumn> _columns = [];
    private readonly List<EntityReference> _references = [];
    private readonly List<Action<TRow, IColumnWriter>> _writers = [];

    internal EntityTableBuilder(string name, string accountColumn)
    {
        _name = name;
        _accountColumn = accountColumn;
    }

    /// <summary>Adds a key column of type <c>bigint</c>.</summary>
    public EntityTableBuilder<TRow> Key(string name, Func<TRow, long> get) => Add(name, ColumnType.BigInt, (r, w) => w.WriteInt64(get(r)), isKey: true);

    /// <summary>Adds a key column of type <c>text</c>.</summary>
    public EntityTableBuilder<TRow> Key(string name, Func<TRow, string> get) => Add(name, ColumnType.Text, (r, w) => w.WriteText(get(r)), isKey: true);

    /// <summary>Adds a <c>text</c> column.</summary>
    public EntityTableBuilder<TRow> Text(string name, Func<TRow, string?> get) => Add(name, ColumnType.Text, (r, w) => w.WriteText(get(r)));

    /// <summary>Adds a <c>bigint</c> column.</summary>
    public EntityTableBuilder<TRow> BigInt(string name, Func<TRow, long?> get) => Add(name, ColumnType.BigInt, (r, w) => w.WriteInt64(get(r)));

    /// <summary>Adds an <c>integer</c> column.</summary>
    public EntityTableBuilder<TRow> Integer(string name, Func<TRow, int?> get) => Add(name, ColumnType.Integer, (r, w) => w.WriteInt32(get(r)));

    /// <summary>Adds a <c>boolean</c> column.</summary>
    public EntityTableBuilder<TRow> Boolean(string name, Func<TRow, bool?> get) => Add(name, ColumnType.Boolean, (r, w) => w.WriteBoolean(get(r)));

    /// <summary>Adds a <c>numeric</c> column.</summary>
    public EntityTableBuilder<TRow> Numeric(string name, Func<TRow, decimal?> get) => Add(name, ColumnType.Numeric, (r, w) => w.WriteNumeric(get(r)));

    /// <summary>Adds a <c>timestamptz</c> column.</summary>
    public EntityTableBuilder<TRow> Timestamp(string name, Func<TRow, DateTimeOffset?> get) => Add(name, ColumnType.Timestamp, (r, w) => w.WriteTimestamp(get(r)));

    /// <summary>Adds a <c>date</c> column.</summary>
    public EntityTableBuilder<TRow> Date(string name, Func<TRow, DateOnly?> get) => Add(name, ColumnType.Date, (r, w) => w.WriteDate(get(r)));

    /// <summary>Adds a <c>jsonb</c> column; the getter returns UTF-8 JSON.</summary>
    public EntityTableBuilder<TRow> Json(string name, Func<TRow, ReadOnlyMemory<byte>?> get) => Add(name, ColumnType.Json, (r, w) => w.WriteJson(get(r)));

    /// <summary>Adds a <c>text[]</c> column.</summary>
    public EntityTableBuilder<TRow> TextArray(string name, Func<TRow, IReadOnlyList<string>?> get) => Add(name, ColumnType.TextArray, (r, w) => w.WriteTextArray(get(r)));

    /// <summary>Adds a <c>bigint[]</c> column.</summary>
    public EntityTableBuilder<TRow> BigIntArray(string name, Func<TRow, IReadOnlyList<long>?> get) => Add(name, ColumnType.BigIntArray, (r, w) => w.WriteInt64Array(get(r)));

    /// <summary>Adds a row-id column that the store resolves. It is not part of <see cref="EntityTable.Columns"/>.</summary>
    public EntityTableBuilder<TRow> Reference(EntityReference reference)
    {
        _references.Add(reference);
        return this;
    }

    /// <summary>Finishes the table.</summary>
    /// <exception cref="InvalidOperationException">A column name occurs twice, or there is no key, or a reference names an unknown local column.</exception>
    public EntityTable<TRow> Build()
    {
        string? twice = _columns.Select(static c => c.Name).Concat(_references.Select(static r => r.Column)).GroupBy(static n => n, StringComparer.Ordinal)
            .FirstOrDefault(static g => g.Count() > 1)?.Key;
        if (twice is not null)
        {
            throw new InvalidOperationException($"Table {_name} names column {twice} twice.");
        }

        if (_references.FirstOrDefault(r => !_columns.Exists(c => string.Equals(c.Name, r.LocalColumn, StringComparison.Ordinal))) is { } dangling)
        {
            throw new InvalidOperationException($"Table {_name}: reference {dangling.Name} names unknown column {dangling.LocalColumn}.");
        }

        return new EntityTable<TRow>(_name, _accountColumn, [.. _columns], [.. _references], [.. _writers]);
    }

    private EntityTableBuilder<TRow> Add(string name, ColumnType type, Action<TRow, IColumnWriter> write, bool isKey = false)
    {
        _columns.Add(new EntityColumn(name, type, isKey));
        _writers.Add(write);
        return this;
    }
}
