using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Integrations.Simulators;

/// <summary>The query of one list call. Unknown names are ignored, as at the vendor.</summary>
internal sealed class FubQuery : QueryValues
{
    private readonly List<string> _raw = [];

    public FubQuery(string? queryString)
        : base(queryString)
    {
        foreach (var (name, part) in Parts)
        {
            if (name is not ("next" or "offset" or "limit")) _raw.Add(part);
            HasFilters |= name is not ("next" or "offset" or "limit" or "sort" or "fields");
            IsNarrowed |= name is not ("next" or "offset" or "limit" or "sort" or "fields" or "includeTrash" or "includeUnclaimed");
        }
    }

    /// <summary>False when nothing narrows the list.</summary>
    public bool HasFilters { get; }

    /// <summary>True when something may leave records out that the flags of people let in.</summary>
    public bool IsNarrowed { get; }

    public int Limit => Number("limit") is { } limit and > 0 ? (int)Math.Min(limit, FubWire.MaxLimit) : FubWire.DefaultLimit;

    public int Offset => Number("offset") is { } offset and > 0 ? (int)Math.Min(offset, int.MaxValue) : 0;

    public string? Next => Text("next");

    public string? Sort => Text("sort");

    /// <summary>The parameters that change the result, in the order they came, for a cache key and for the next link.</summary>
    public IReadOnlyList<string> Raw => _raw;

    /// <summary>Ids of <c>id</c> or <c>ids</c>. Null when neither was sent.</summary>
    public IReadOnlyList<long>? Ids => Numbers("id") ?? Numbers("ids");

    /// <summary>The id in a keyset token. Null when the token is not one.</summary>
    public static long? ReadToken(string token)
    {
        try
        {
            using var json = JsonDocument.Parse(Convert.FromBase64String(token));
            return json.RootElement.TryGetProperty("sinceId", out var since) && since.TryGetInt64(out var id) ? id : null;
        }
        catch (Exception e) when (e is FormatException or JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    public static string WriteToken(long sinceId) =>
        Convert.ToBase64String(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{{\"sinceId\":{sinceId}}}")));
}
