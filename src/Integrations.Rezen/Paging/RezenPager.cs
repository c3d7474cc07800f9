using System.Globalization;
using System.Text;
using System.Text.Json.Serialization.Metadata;
using Integrations.Http;

namespace Integrations.Rezen;

/// <summary>
/// The one place that knows how reZEN pages: page numbers from 0 in an envelope of <c>pageNumber</c>, <c>pageSize</c>, <c>hasNext</c> and <c>totalCount</c> around one array, whose name differs from
/// list to list. Some services answer as Spring does (<c>number</c>, <c>size</c>, <c>last</c>, <c>totalElements</c>), and small lists come whole, also as a bare array.
/// </summary>
internal static class RezenPager
{
    /// <summary>Reads a page from a body.</summary>
    /// <param name="body">The body.</param>
    /// <param name="type">Metadata of the model.</param>
    /// <param name="rows">Properties that may hold the rows, the best first.</param>
    public static RezenPage<T> ReadPage<T>(ReceivedBody body, JsonTypeInfo<T> type, IReadOnlyList<string> rows)
        where T : class
    {
        CapturedPage<T> captured = CapturedJson.ReadPage(body.Bytes, type, rows);
        IReadOnlyDictionary<string, ReadOnlyMemory<byte>> envelope = captured.Envelope;
        return new RezenPage<T>(captured.Records)
        {
            PageNumber = (int?)Number(envelope, int.MaxValue, "pageNumber", "number"),
            PageSize = (int?)Number(envelope, int.MaxValue, "pageSize", "size"),
            HasNext = Truth(envelope, "hasNext") ?? !Truth(envelope, "last"),
            Total = Number(envelope, long.MaxValue, "totalCount", "totalElements"),
            ServerTime = body.ServerTime,
        };
    }

    private static long? Number(IReadOnlyDictionary<string, ReadOnlyMemory<byte>> envelope, long most, params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            if (long.TryParse(Text(envelope, name), NumberStyles.None, CultureInfo.InvariantCulture, out long number) && number <= most)
            {
                return number;
            }
        }

        return null;
    }

    private static bool? Truth(IReadOnlyDictionary<string, ReadOnlyMemory<byte>> envelope, string name) => bool.TryParse(Text(envelope, name), out bool truth) ? truth : null;

    private static string? Text(IReadOnlyDictionary<string, ReadOnlyMemory<byte>> envelope, string name) =>
        envelope.TryGetValue(name, out ReadOnlyMemory<byte> json) ? Encoding.UTF8.GetString(json.Span).Trim('"') : null;
}
