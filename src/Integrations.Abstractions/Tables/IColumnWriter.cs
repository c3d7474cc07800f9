namespace Integrations.Abstractions;

/// <summary>Receives a row's values, one call per column, in the order of <see cref="EntityTable.Columns"/>. Null is the SQL null.</summary>
public interface IColumnWriter
{
    /// <summary>Writes a <see cref="ColumnType.Text"/> value.</summary>
    void WriteText(string? value);

    /// <summary>Writes a <see cref="ColumnType.BigInt"/> value.</summary>
    void WriteInt64(long? value);

    /// <summary>Writes a <see cref="ColumnType.Integer"/> value.</summary>
    void WriteInt32(int? value);

    /// <summary>Writes a <see cref="ColumnType.Boolean"/> value.</summary>
    void WriteBoolean(bool? value);

    /// <summary>Writes a <see cref="ColumnType.Numeric"/> value.</summary>
    void WriteNumeric(decimal? value);

    /// <summary>Writes a <see cref="ColumnType.Timestamp"/> value.</summary>
    void WriteTimestamp(DateTimeOffset? value);

    /// <summary>Writes a <see cref="ColumnType.Date"/> value.</summary>
    void WriteDate(DateOnly? value);

    /// <summary>Writes a <see cref="ColumnType.Json"/> value: UTF-8 JSON.</summary>
    void WriteJson(ReadOnlyMemory<byte>? value);

    /// <summary>Writes a <see cref="ColumnType.TextArray"/> value.</summary>
    void WriteTextArray(IReadOnlyList<string>? value);

    /// <summary>Writes a <see cref="ColumnType.BigIntArray"/> value.</summary>
    void WriteInt64Array(IReadOnlyList<long>? value);
}
