using System.Globalization;

namespace Integrations.Simulators;

/// <summary>The query of a call. Names are case-sensitive; of a name that comes several times the last value counts, except in <see cref="All"/>.</summary>
internal class QueryValues
{
    private readonly Dictionary<string, List<string>> _values = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long?> _times = new(StringComparer.Ordinal);
    private readonly List<(string Name, string Part)> _parts = [];

    public QueryValues(string? queryString)
    {
        if (string.IsNullOrEmpty(queryString)) return;
        foreach (var part in queryString.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            var name = Unescape(equals < 0 ? part : part[..equals]);
            if (!_values.TryGetValue(name, out var values)) _values[name] = values = [];
            values.Add(equals < 0 ? "" : Unescape(part[(equals + 1)..]));
            _parts.Add((name, part));
        }
    }

    /// <summary>Names, with what was received for them, in the order they came.</summary>
    protected IReadOnlyList<(string Name, string Part)> Parts => _parts;

    public bool Has(string name) => _values.ContainsKey(name);

    /// <summary>Null when absent or empty.</summary>
    public string? Text(string name) => _values.TryGetValue(name, out var values) && values[^1].Length > 0 ? values[^1] : null;

    /// <summary>All values of a name that is repeated.</summary>
    public IReadOnlyList<string> All(string name) => _values.TryGetValue(name, out var values) ? values : [];

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

    private static string Unescape(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
