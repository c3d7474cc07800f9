// Tests are named as sentences.
#pragma warning disable CA1707
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Integrations.Abstractions;
using Xunit;

namespace Integrations.Testing;

/// <summary>
/// Invariants I6 and I16 against bad input, for every stream of a vendor. <c>INTEGRATIONS_FUZZ</c> sets the number of bodies, <c>INTEGRATIONS_SEED</c> repeats a series; a failure names the
/// body that did it.
/// </summary>
public abstract class FuzzContractTests
{
    private const int DefaultBodies = 100_000;

    /// <summary>Number of bodies in all.</summary>
    protected static int Bodies { get; } = (int)(Setting("INTEGRATIONS_FUZZ") ?? DefaultBodies);

    /// <summary>What everything is drawn from.</summary>
    protected static int Seed { get; } = (int)(Setting("INTEGRATIONS_SEED") ?? Random.Shared.Next());

    /// <summary>The streams.</summary>
    protected abstract IReadOnlyList<FuzzStream> Streams { get; }

    /// <summary>A number from the environment. Null when it is absent or none.</summary>
    /// <param name="name">Name of the variable.</param>
    public static long? Setting(string name) =>
        long.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value) ? value : null;

    /// <summary>A record that is not what it should be is a row or a reject, its bytes are kept, and the records beside it are read as if it were not there.</summary>
    [Fact]
    public void I16_a_bad_record_costs_no_neighbour()
    {
        foreach (FuzzStream stream in Streams)
        {
            byte[] first = Bytes(stream.Record(1));
            byte[] last = Bytes(stream.Record(3));
            IReadOnlyList<MappedRecord> sound = stream.Read(stream.Page(first, last));
            string[] rows = [.. sound.Select(r => Told(stream, r))];
            Each(stream, share: 3, random =>
            {
                byte[] bad = BadInput.Record(stream.Record(2), random);
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
    }

    /// <summary>A body that is no page is a protocol error and nothing else.</summary>
    [Fact]
    public void I16_a_bad_page_is_read_or_is_a_protocol_error()
    {
        foreach (FuzzStream stream in Streams)
        {
            byte[] sound = stream.Page(Bytes(stream.Record(1)), Bytes(stream.Record(2)));
            Each(stream, share: 1, random => (BadInput.Body(sound, random), static _ => { }), isReadable: false);
        }
    }

    private void Each(FuzzStream stream, int share, Func<Random, (byte[] Body, Action<IReadOnlyList<MappedRecord>> Check)> draw, bool isReadable)
    {
        int count = (Bodies * share / 4 / Streams.Count) + 1;
        TestContext.Current.TestOutputHelper?.WriteLine($"{stream}: {count} bodies, seed {Seed}");
        Parallel.For(0, count, index =>
        {
            var random = new Random(SeedOf(stream, index));
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
                throw new InvalidOperationException($"{stream}, seed {Seed}, body {index}: {Convert.ToBase64String(body)}", e);
            }
        });
    }

    /// <summary>The same in every process, so that a seed repeats its series.</summary>
    private static int SeedOf(FuzzStream stream, int index) => unchecked((((Seed * 397) ^ stream.Name.Length) * 397) ^ (stream.Name[0] * 65_537) ^ index);

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
}
