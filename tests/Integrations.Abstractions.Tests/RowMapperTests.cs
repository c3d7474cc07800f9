using System.Text;
using CsCheck;

namespace Integrations.Abstractions.Tests;

public sealed class RowMapperTests
{
    private static readonly AccountInfo s_account = new() { Ref = new AccountRef("model", new RowId(1)) };

    private static readonly SyncStreamDescriptor s_descriptor = new()
    {
        Name = new StreamName("model", "things"),
        Table = EntityTable<Row>.Define("model_things", "model_account_id").Key("thing_id", static r => r.Id).Build(),
        Strategy = "full-sweep",
    };

    private static readonly Gen<SyncRecord> s_anyRecord = Gen.Select(
        Gen.OneOf<VendorId?>(null, default(VendorId), new VendorId(""), new VendorId("7")),
        Gen.Enum<SyncOperation>(),
        Gen.OneOf<object?>(null, "another type", new Model("row"), new Model("problem"), new Model("neither"), new Model("throw")),
        Gen.OneOf("", "{}", "{\"a\":1}", "[", "1"),
        Gen.OneOf<RecordProblem?>(null, new RecordProblem("unreadable", "Cut off.")),
        static (id, operation, model, raw, problem) => new SyncRecord { Id = id, Operation = operation, Model = model, Raw = Encoding.UTF8.GetBytes(raw), Problem = problem });

    [Fact]
    public void I6_every_record_becomes_exactly_one_of_row_delete_and_reject_and_never_an_exception() =>
        s_anyRecord.Sample(
            static record =>
            {
                MappedRecord mapped = Map(record);

                int outcomes = (mapped.Row is null ? 0 : 1) + (mapped.Problem is null ? 0 : 1) + (mapped is { Operation: SyncOperation.Delete, Problem: null } ? 1 : 0);
                return outcomes == 1
                    && (mapped.Problem is not null || mapped.Id is { Value.Length: > 0 })
                    && mapped.ContentHash.Length == (mapped.Row is null ? 0 : 32)
                    && mapped.Raw.Equals(record.Raw);
            },
            iter: 2_000);

    [Theory]
    [InlineData("row", "{}", null)]
    [InlineData("row", "[", "mapping_failed")]
    [InlineData("problem", "{}", "invalid_date")]
    [InlineData("neither", "{}", "unmapped")]
    [InlineData("throw", "{}", "mapping_failed")]
    public void I6_a_mapping_ends_as_a_row_or_a_reject_with_its_reason(string behaviour, string raw, string? reason)
    {
        MappedRecord mapped = Map(new SyncRecord { Id = new VendorId("7"), Model = new Model(behaviour), Raw = Encoding.UTF8.GetBytes(raw) });

        Assert.Equal(reason, mapped.Problem?.Code);
    }

    [Fact]
    public void I14_a_mapping_that_throws_does_not_put_the_records_values_into_the_reason()
    {
        MappedRecord mapped = Map(new SyncRecord { Id = new VendorId("7"), Model = new Model("throw"), Raw = "{}"u8.ToArray() });

        Assert.DoesNotContain("marlo", mapped.Problem!.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void A_record_without_an_id_is_a_reject(string? id)
    {
        MappedRecord mapped = Map(new SyncRecord { Id = id is null ? null : new VendorId(id), Model = new Model("row"), Raw = "{}"u8.ToArray() });

        Assert.Equal("missing_id", mapped.Problem?.Code);
    }

    private static MappedRecord Map(SyncRecord record) => new RowMapper<Model, Row>(s_descriptor, MapModel).Map(record, s_account);

    private static MapResult<Row> MapModel(Model model, AccountInfo account) => model.Behaviour switch
    {
        "row" => new MapResult<Row> { Row = new Row(7) },
        "problem" => new MapResult<Row> { Problem = new RecordProblem("invalid_date", "Not a date.", "$.created") },
        "neither" => new MapResult<Row>(),
        _ => throw new FormatException("marlo.quill@example.com is not a date"),
    };

    private sealed record Model(string Behaviour);

    private sealed record Row(long Id);
}
