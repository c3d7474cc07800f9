using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Integrations.Abstractions;
using Integrations.Http;
using Integrations.Testing;

namespace Integrations.Rezen.Tests;

/// <summary>The streams of reZEN, from body to rows.</summary>
internal sealed class RezenFuzzStream<T>(SyncStreamDescriptor descriptor, string rows, string fixture, string? part, JsonTypeInfo<T> type, Func<CapturedRecord<T>, string?> idOf, IRowMapper mapper)
    : FuzzStream(descriptor)
    where T : class
{
    public override JsonObject Record(long number) => Fixture.Object(fixture, record => record["id"] = $"b7000000-0000-4000-8000-{number:D12}");

    public override byte[] Page(params IReadOnlyList<byte[]> records) =>
        Around($$"""{"pageNumber":0,"pageSize":100,"hasNext":false,"totalCount":{{records.Count}},"{{rows}}":[""", records, "]}");

    public override IReadOnlyList<MappedRecord> Read(byte[] body)
    {
        RezenPage<T> page = RezenPager.ReadPage(new ReceivedBody(body), type, [rows]);
        return [.. page.Records.Select(record => mapper.Map(
            new SyncRecord
            {
                Id = idOf(record) is { } id ? new VendorId(id) : null,
                Part = part,
                Raw = record.Raw,
                Original = record.Original,
                Model = record.Value is null ? null : new RezenListed<T>(record, part),
                Problem = record.Problem,
            },
            Fixture.Account))];
    }
}
