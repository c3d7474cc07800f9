using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using CsCheck;
using Integrations.Abstractions;

namespace Integrations.Http.Tests;

public sealed class CapturedJsonTests
{
    [Fact]
    public void Each_record_keeps_its_exact_bytes_beside_its_model()
    {
        string[] records = ["""{"id":1,"name":"A"}""", """{ "id" : 2 ,"x":[1, {"y":"]}"}] }""", """{"name":"caf\u00e9 ☕ \"q\" \\","id":3}"""];

        CapturedPage<AcmeThing> page = Read($$"""{"_metadata":{"total":3, "next":null},"things":[ {{records[0]}} , {{records[1]}},{{records[2]}} ],"after":true}""");

        Assert.Equal(records, page.Records.Select(each => Text(each.Raw)));
        Assert.Equal([1, 2, 3], page.Records.Select(each => each.Value!.Id));
        Assert.Equal("café ☕ \"q\" \\", page.Records[2].Value!.Name);
        Assert.All(page.Records, each => Assert.Null(each.Original));
        Assert.Equal("things", page.RecordsPath);
        Assert.Equal(["_metadata", "after"], page.Envelope.Keys);
        Assert.Equal("""{"total":3, "next":null}""", Text(page.Envelope["_metadata"]));
        Assert.Equal("true", Text(page.Envelope["after"]));
    }

    [Fact]
    public void I18_all_slices_of_a_page_of_a_thousand_records_point_into_its_one_buffer()
    {
        byte[] body = Encoding.UTF8.GetBytes($$"""{"things":[{{string.Join(',', Enumerable.Range(1, 1000).Select(id => $$"""{"id":{{id}},"name":"{{new string('n', 900)}}"}"""))}}]}""");

        CapturedPage<AcmeThing> page = CapturedJson.ReadPage(body, AcmeJson.Default.AcmeThing, static path => path == "things");

        Assert.Equal(1000, page.Records.Count);
        for (int i = 0; i < 1000; i++)
        {
            CapturedRecord<AcmeThing> record = page.Records[i];
            Assert.Equal(i + 1, record.Value!.Id);
            Assert.True(MemoryMarshal.TryGetArray(record.Raw, out ArraySegment<byte> segment));
            Assert.Same(body, segment.Array);
        }
    }

    [Fact]
    public void I16_an_unreadable_record_between_two_good_ones_is_kept_with_its_bytes_and_its_problem()
    {
        const string Bad = """{"name":"secret name","id":"not a number","more":[{"deep":1}]}""";

        CapturedPage<AcmeThing> page = Read($$"""{"things":[{"id":1},{{Bad}},{"id":3}]}""");

        Assert.Equal([1L, null, 3L], page.Records.Select(each => each.Value?.Id));
        CapturedRecord<AcmeThing> bad = page.Records[1];
        Assert.Equal(Bad, Text(bad.Raw));
        Assert.Equal("unreadable", bad.Problem!.Code);
        Assert.Equal("$.id", bad.Problem.JsonPath);
        Assert.DoesNotContain("not a number", bad.Problem.Message, StringComparison.Ordinal);
        Assert.Equal("not a number", CapturedJson.Scalar(bad.Raw.Span, "id"));
        SyncRecord record = bad.ToSyncRecord(new VendorId("7"));
        Assert.Same(bad.Problem, record.Problem);
        Assert.Equal(Bad, Text(record.Raw));
    }

    [Theory]
    [InlineData("5")]
    [InlineData("\"text\"")]
    [InlineData("null")]
    [InlineData("[1,2]")]
    [InlineData("true")]
    public void I16_an_element_that_is_no_object_is_an_unreadable_record(string element)
    {
        CapturedPage<AcmeThing> page = Read($$"""{"things":[{"id":1},{{element}},{"id":3}]}""");

        Assert.Equal(3, page.Records.Count);
        Assert.Equal(element, Text(page.Records[1].Raw));
        Assert.NotNull(page.Records[1].Problem);
        Assert.Null(page.Records[1].Value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("<html><body>Sign in</body></html>")]
    [InlineData("5")]
    [InlineData("\"things\"")]
    [InlineData("""{"things":[{"id":1},{"id":2""")]
    [InlineData("""{"things":[{"id":1},{"id":2}""")]
    [InlineData("""{"things":[{"id":1},{"id":2}]""")]
    [InlineData("""{"things":[{"id":1},{"id":"x"},{"id":"na""")]
    [InlineData("""{"things":[{"id":1}]} trailing""")]
    [InlineData("""{"things":[{"id":1},]}""")]
    [InlineData("""{"things":[{"id":1} {"id":2}]}""")]
    [InlineData("""{"other":[{"id":1}],"error":"no"}""")]
    [InlineData("""{"things":{"id":1}}""")]
    [InlineData("{}")]
    public void I16_a_page_that_is_cut_off_or_not_json_or_has_no_records_is_a_protocol_error(string body) =>
        Assert.Throws<IntegrationProtocolException>(() => Read(body));

    [Fact]
    public void Any_cut_through_a_page_is_a_protocol_error_and_never_a_shorter_page()
    {
        byte[] body = """{"_metadata":{"n":"é"},"things":[{"id":1,"name":"a\u00e9"},{"id":"x"},null,{"id":3,"deep":{"a":[1,2,{"b":null}]}}],"z":1.5e3}"""u8.ToArray();

        for (int length = 0; length < body.Length; length++)
        {
            Assert.Throws<IntegrationProtocolException>(() => CapturedJson.ReadPage(body.AsMemory(0, length), AcmeJson.Default.AcmeThing, static path => path == "things"));
        }
    }

    [Fact]
    public void A_page_that_is_the_array_itself_is_read()
    {
        CapturedPage<AcmeThing> page = Read("""[{"id":1},{"id":2}]""");

        Assert.Equal(2, page.Records.Count);
        Assert.Equal("", page.RecordsPath);
    }

    [Fact]
    public void An_empty_array_is_an_empty_page() => Assert.Empty(Read("""{"things":[]}""").Records);

    [Fact]
    public void An_array_within_a_property_is_found_by_its_path()
    {
        CapturedPage<AcmeThing> page = CapturedJson.ReadPage(
            """{"links":[],"value":{"count":2,"things":[{"id":1},{"id":2}]},"x":{"things":[]}}"""u8.ToArray(),
            AcmeJson.Default.AcmeThing,
            static path => path == "value.things",
            within: "value");

        Assert.Equal(2, page.Records.Count);
        Assert.Equal(["links", "value.count", "x"], page.Envelope.Keys);
    }

    [Fact]
    public void A_byte_order_mark_is_passed_over() => Assert.Single(Read("\uFEFF" + """{"things":[{"id":1}]}""").Records);

    [Theory]
    [InlineData(60, true)]
    [InlineData(255, true)]
    [InlineData(256, false)]
    [InlineData(3_000, false)]
    public void I16_deep_nesting_within_one_record_does_not_fail_the_page(int depth, bool readable)
    {
        string nested = new string('[', depth) + new string(']', depth);

        CapturedPage<AcmeThing> page = Read($$"""{"things":[{"id":1},{"id":2,"x":{{nested}}},{"id":3}]}""");

        Assert.Equal(3, page.Records.Count);
        Assert.Equal(readable ? null : "too_deep", page.Records[1].Problem?.Code);
        if (readable)
        {
            _ = ContentHash.Compute(page.Records[1].Raw.Span, HashRules.Default, 1);
        }

        Assert.EndsWith(nested + "}", Text(page.Records[1].Raw), StringComparison.Ordinal);
        Assert.Equal(3, page.Records[2].Value!.Id);
    }

    [Fact]
    public void Nesting_without_end_is_a_protocol_error() =>
        Assert.Throws<IntegrationProtocolException>(() => Read("""{"things":[""" + new string('[', 200_000)));

    [Fact]
    public void Text_that_PostgreSQL_refuses_is_sanitised_in_that_record_alone_and_its_bytes_are_kept()
    {
        const string Nul = """{"id":2,"name":"a\u0000b"}""";
        const string Lone = """{"id":3,"name":"\ud83d alone"}""";

        CapturedPage<AcmeThing> page = Read($$"""{"things":[{"id":1,"name":"fine"},{{Nul}},{{Lone}},{"id":"x","name":"\u0000"},{"id":5}]}""");

        Assert.Equal([1L, 2L, 3L, null, 5L], page.Records.Select(each => each.Value?.Id));
        Assert.Equal("a\uFFFDb", page.Records[1].Value!.Name);
        Assert.Equal("\uFFFD alone", page.Records[2].Value!.Name);
        Assert.Equal([null, Nul, Lone], page.Records.Take(3).Select(each => each.Original is { } original ? Text(original) : null));
        Assert.Null(page.Records[4].Original);
        Assert.NotNull(page.Records[3].Problem);
        Assert.All(page.Records, each => Assert.False(JsonSanitizer.NeedsSanitizing(each.Raw.Span)));
    }

    [Fact]
    public void Invalid_utf8_is_sanitised_and_its_bytes_are_kept()
    {
        byte[] body = [.. """{"things":[{"id":1,"name":"a"""u8, 0xC3, 0x28, .. "b\"}]}"u8];

        CapturedRecord<AcmeThing> record = Assert.Single(CapturedJson.ReadPage(body, AcmeJson.Default.AcmeThing, static path => path == "things").Records);

        Assert.Equal("a\uFFFD(b", record.Value!.Name);
        Assert.True(record.Original!.Value.Span.IndexOf((byte)0xC3) > 0);
    }

    [Fact]
    public void The_same_page_sanitised_or_not_gives_the_same_records()
    {
        Gen.Select(Gen.Int, Gen.String).Array[0, 20].Sample(
            things =>
            {
                string[] records = [.. things.Select(each => JsonSerializer.Serialize(new AcmeThing { Id = each.Item1, Name = each.Item2 }, AcmeJson.Default.AcmeThing))];
                byte[] body = Encoding.UTF8.GetBytes($$"""{"things":[{{string.Join(',', records)}}]}""");
                CapturedPage<AcmeThing> page = CapturedJson.ReadPage(body, AcmeJson.Default.AcmeThing, static path => path == "things");
                Assert.Equal(things.Select(each => (long)each.Item1), page.Records.Select(each => each.Value!.Id));
                Assert.Equal(records, page.Records.Select(each => Text(each.Original ?? each.Raw)));
            },
            iter: 500);
    }

    [Theory]
    [InlineData("""{"id":12,"a":1}""", "12")]
    [InlineData("""{"a":{"id":5},"id":"x-1"}""", "x-1")]
    [InlineData("""{"id":null}""", null)]
    [InlineData("""{"id":{"v":1}}""", null)]
    [InlineData("""{"a":1}""", null)]
    [InlineData("[1]", null)]
    [InlineData("", null)]
    [InlineData("""{"a":""", null)]
    public void A_scalar_is_read_without_a_model(string json, string? expected) => Assert.Equal(expected, CapturedJson.Scalar(Encoding.UTF8.GetBytes(json), "id"));

    private static CapturedPage<AcmeThing> Read(string body) => CapturedJson.ReadPage(Encoding.UTF8.GetBytes(body), AcmeJson.Default.AcmeThing, static path => path == "things");

    private static string Text(ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetString(bytes.Span);
}
