namespace Integrations.Abstractions.Tests;

public sealed class EntityTableTests
{
    [Fact]
    public void A_row_is_written_in_the_order_of_its_columns()
    {
        EntityTable<Row> table = Define()
            .Text("name", static r => r.Name)
            .BigInt("big", static _ => 1)
            .Integer("small", static _ => null)
            .Boolean("flag", static _ => true)
            .Numeric("price", static _ => 1.5m)
            .Timestamp("at", static _ => DateTimeOffset.UnixEpoch)
            .Date("day", static _ => new DateOnly(2026, 1, 15))
            .Json("extra", static _ => "{}"u8.ToArray())
            .TextArray("tags", static _ => ["a", "b"])
            .BigIntArray("ids", static _ => [1, 2])
            .Reference(new EntityReference { Name = "stage", Column = "stage_row_id", TargetTable = "stages", LocalColumn = "big", TargetColumn = "stage_id" })
            .Build();
        var writer = new Recorder();

        table.Write(new Row(7, "Marlo"), writer);

        Assert.Equal(
            [
                (ColumnType.BigInt, "7"), (ColumnType.Text, "Marlo"), (ColumnType.BigInt, "1"), (ColumnType.Integer, null), (ColumnType.Boolean, "True"), (ColumnType.Numeric, "1.5"),
                (ColumnType.Timestamp, "0"), (ColumnType.Date, "2026-01-15"), (ColumnType.Json, "{}"), (ColumnType.TextArray, "a,b"), (ColumnType.BigIntArray, "1,2"),
            ],
            writer.Values);
        Assert.Equal(table.Columns.Select(static c => c.Type), writer.Values.Select(static v => v.Type));
        Assert.Equal("thing_id", Assert.Single(table.KeyColumns).Name);
        Assert.Equal("stage_row_id", Assert.Single(table.References).Column);
        Assert.Equal(typeof(Row), table.RowType);
    }

    [Fact]
    public void A_row_of_another_type_is_not_written() =>
        Assert.Throws<InvalidCastException>(() => Define().Build().Write("not a row", new Recorder()));

    [Fact]
    public void A_column_name_may_occur_only_once()
    {
        Assert.Throws<InvalidOperationException>(() => Define().Text("name", static r => r.Name).Text("name", static r => r.Name).Build());
        Assert.Throws<InvalidOperationException>(() => Define()
            .Reference(new EntityReference { Name = "r", Column = "thing_id", TargetTable = "t", LocalColumn = "thing_id", TargetColumn = "x" }).Build());
    }

    [Fact]
    public void A_reference_names_a_column_of_its_table() =>
        Assert.Throws<InvalidOperationException>(() => Define()
            .Reference(new EntityReference { Name = "r", Column = "r_id", TargetTable = "t", LocalColumn = "missing", TargetColumn = "x" }).Build());

    [Fact]
    public void A_table_has_a_key() =>
        Assert.ThrowsAny<Exception>(static () => EntityTable<Row>.Define("things", "account_id").Text("name", static r => r.Name).Build());

    private static EntityTableBuilder<Row> Define() => EntityTable<Row>.Define("things", "account_id").Key("thing_id", static r => r.Id);

    private sealed record Row(long Id, string? Name);

    private sealed class Recorder : IColumnWriter
    {
        public List<(ColumnType Type, string? Value)> Values { get; } = [];

        public void WriteText(string? value) => Add(ColumnType.Text, value);

        public void WriteInt64(long? value) => Add(ColumnType.BigInt, value);

        public void WriteInt32(int? value) => Add(ColumnType.Integer, value);

        public void WriteBoolean(bool? value) => Add(ColumnType.Boolean, value);

        public void WriteNumeric(decimal? value) => Add(ColumnType.Numeric, value);

        public void WriteTimestamp(DateTimeOffset? value) => Add(ColumnType.Timestamp, value?.ToUnixTimeSeconds());

        public void WriteDate(DateOnly? value) => Add(ColumnType.Date, value?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));

        public void WriteJson(ReadOnlyMemory<byte>? value) => Add(ColumnType.Json, value is { } json ? System.Text.Encoding.UTF8.GetString(json.Span) : null);

        public void WriteTextArray(IReadOnlyList<string>? value) => Add(ColumnType.TextArray, value is null ? null : string.Join(',', value));

        public void WriteInt64Array(IReadOnlyList<long>? value) => Add(ColumnType.BigIntArray, value is null ? null : string.Join(',', value));

        private void Add(ColumnType type, object? value) => Values.Add((type, value is null ? null : Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture)));
    }
}
