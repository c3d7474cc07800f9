using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Integrations.Abstractions;

namespace Integrations.Fub.Tests;

/// <summary>
/// Invariants I6 and I16 against bad input. <c>INTEGRATIONS_FUZZ</c> sets the number of bodies, <c>INTEGRATIONS_SEED</c> repeats a series; a failure names the body that did it.
/// </summary>
public sealed class FuzzTests
{
    private const int DefaultBodies = 100_000;

    private static readonly int s_bodies = (int)(Setting("INTEGRATIONS_FUZZ") ?? DefaultBodies);
    private static readonly int s_seed = (int)(Setting("INTEGRATIONS_SEED") ?? Random.Shared.Next());

    public static TheoryData<string> Streams => [.. FuzzStream.All.Select(static s => s.Collection)];

    [Theory]
    [MemberData(nameof(Streams))]
    public void I16_a_bad_record_costs_no_neighbour(string name)
    {
        FuzzStream stream = FuzzStream.All.Single(s => s.Collection == name);
        byte[] first = Bytes(stream.Record(1));
        byte[] last = Bytes(stream.Record(3));
        IReadOnlyList<MappedRecord> sound = stream.Read(stream.Page(first, last));
        string[] rows = [.. sound.Select(r => Told(stream, r))];

        Each(stream, share: 3, random =>
        {
            byte[] bad = Mutations.Record(stream.Record(2), random);
            return (stream.Page(first, bad, last), records =>
            {
                Assert.Equal(3, records.Count);
                AssertSame(sound[0], records[0]);
                AssertSame(sound[1], records[2]);
                if (random.Next(8) == 0)
                {
                    Assert.Equal(rows[0], Told(stream, records[0]));
                    Assert.Equal(rows[1], Told(stream, records[2]));
                }

                Assert.True((records[1].Original ?? records[1].Raw).Span.SequenceEqual(bad), "The record's bytes were not kept.");
            }
            );
        }, isReadable: true);
    }

    [Theory]
    [MemberData(nameof(Streams))]
    public void I16_a_bad_page_is_read_or_is_a_protocol_error(string name)
    {
        FuzzStream stream = FuzzStream.All.Single(s => s.Collection == name);
        byte[] sound = stream.Page(Bytes(stream.Record(1)), Bytes(stream.Record(2)));

        Each(stream, share: 1, random => (Mutations.Body(sound, random), static _ => { }), isReadable: false);
    }

    [Theory]
    [InlineData("""{"errorMessage":"\ud800"}""")]
    [InlineData("""{"error":"\udc00"}""")]
    public void I16_an_error_message_with_half_a_character_leaves_the_status_to_decide(string body) =>
        Assert.Null(new FubErrorReader().Read(HttpStatusCode.BadRequest, "/v1/people", Encoding.UTF8.GetBytes(body)));

    [Fact]
    public void I16_a_bad_error_body_never_throws()
    {
        var reader = new FubErrorReader();
        byte[] sound = """{"errorMessage":"Deep pagination disabled","error":{"errorMessage":"x"}}"""u8.ToArray();
        HttpStatusCode[] statuses = [HttpStatusCode.BadRequest, HttpStatusCode.Forbidden, HttpStatusCode.NotFound, HttpStatusCode.InternalServerError];

        for (int i = 0; i < s_bodies / 10; i++)
        {
            var random = new Random(unchecked((s_seed * 397) ^ i));
            byte[] body = random.Next(2) == 0 ? Mutations.Body(sound, random) : Mutations.Record(JsonNode.Parse(sound)!.AsObject(), random);
            Exception? thrown = Xunit.Record.Exception(() => reader.Read(statuses[i % statuses.Length], "/v1/people", body));
            Assert.True(thrown is null, $"seed {s_seed}, body {i}: {Shown(body)} {thrown}");
        }
    }

    private static void Each(FuzzStream stream, int share, Func<Random, (byte[] Body, Action<IReadOnlyList<MappedRecord>> Check)> draw, bool isReadable)
    {
        int count = (s_bodies * share / 4 / FuzzStream.All.Count) + 1;
        TestContext.Current.TestOutputHelper!.WriteLine($"{count} bodies, seed {s_seed}");
        Parallel.For(0, count, index =>
        {
            var random = new Random(Seed(stream, index));
            (byte[] body, Action<IReadOnlyList<MappedRecord>> check) = draw(random);
            try
            {
                IReadOnlyList<MappedRecord> records = stream.Read(body);
                foreach (MappedRecord record in records)
                {
                    Assert.True(record.Problem is null != (record.Row is null), "A record is a row or a reject.");
                    Assert.False(record.Raw.IsEmpty);
                }

                check(records);
            }
            catch (IntegrationProtocolException) when (!isReadable)
            {
                // The page as a whole is unreadable, which is what is said of it.
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"{stream}, seed {s_seed}, body {index}: {Shown(body)}", e);
            }
        });
    }

    /// <summary>The same in every process, so that a seed repeats its series.</summary>
    private static int Seed(FuzzStream stream, int index) => unchecked((((s_seed * 397) ^ stream.Collection.Length) * 397) ^ (stream.Collection[0] * 65_537) ^ index);

    private static void AssertSame(MappedRecord expected, MappedRecord actual)
    {
        Assert.Null(actual.Problem);
        Assert.Equal(expected.Id, actual.Id);
        Assert.Equal(expected.VendorUpdatedAt, actual.VendorUpdatedAt);
        Assert.Equal(expected.Drift, actual.Drift);
        Assert.True(expected.ContentHash.Span.SequenceEqual(actual.ContentHash.Span), "A neighbour's content changed.");
    }

    /// <summary>The row, column by column; dearer than what <see cref="AssertSame"/> looks at.</summary>
    private static string Told(FuzzStream stream, MappedRecord record) => RowJson.Of(stream.Descriptor.Table, record.Row!);

    private static byte[] Bytes(JsonObject record) => Encoding.UTF8.GetBytes(record.ToJsonString());

    private static string Shown(byte[] body) => Convert.ToBase64String(body);

    internal static long? Setting(string name) =>
        long.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value) ? value : null;
}
