using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Integrations.Simulators;

/// <summary>The query of one list call. Names are case-sensitive and unknown ones are ignored, as at the vendor.</summary>
internal sealed class FubQuery
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long?> _times = new(StringComparer.Ordinal);
    private readonly List<string> _raw = [];

    public FubQuery(string? queryString)
    {
        if (string.IsNullOrEmpty(queryString)) return;
        foreach (var part in queryString.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            var name = Unescape(equals < 0 ? part : part[..equals]);
            _values[name] = equals < 0 ? "" : Unescape(part[(equals + 1)..]);
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

    public bool Has(string name) => _values.ContainsKey(name);

    /// <summary>Null when absent or empty.</summary>
    public string? Text(string name) => _values.TryGetValue(name, out var value) && value.Length > 0 ? value : null;

    /// <summary>Null when absent or not a number.</summary>
    public long? Number(string name) =>
        Text(name) is { } text && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null;

    /// <summary>True for <c>true</c> and for any number but 0.</summary>
    public bool Flag(string name) => Text(name) is { } text && (text.Equals("true", StringComparison.OrdinalIgnoreCase) || Number(name) is not (null or 0));

    /// <summary>Null when absent.</summary>
    public bool? Truth(string name) => Text(name) is null ? null : Flag(name);

    /// <summary>Unix seconds. Null when absent or not a date.</summary>
    public long? Time(string name)
    {
        if (_times.TryGetValue(name, out var known)) return known;
        var time = Text(name) is { } text
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var parsed)
                ? parsed.ToUnixTimeSeconds()
                : (long?)null;
        _times[name] = time;
        return time;
    }

    /// <summary>Ids of <c>id</c> or <c>ids</c>. Null when neither was sent.</summary>
    public IReadOnlyList<long>? Ids => Numbers("id") ?? Numbers("ids");

    public IReadOnlyList<long>? Numbers(string name)
    {
        if (Text(name) is not { } text) return null;
        var numbers = new List<long>();
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            if (long.TryParse(part, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
                numbers.Add(number);
        return numbers;
    }

    public IReadOnlyList<string>? Words(string name) => Text(name)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

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

    private static string Unescape(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
