using System.Collections;
using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Integrations.AspNetCore;

/// <summary>A request's headers as a verifier reads them, without a copy: it asks for one or two.</summary>
internal sealed class RequestHeaders(IHeaderDictionary headers) : IReadOnlyDictionary<string, string>
{
    public int Count => headers.Count;

    public IEnumerable<string> Keys => headers.Keys;

    public IEnumerable<string> Values => headers.Values.Select(static v => Text(v));

    public string this[string key] => TryGetValue(key, out string? value) ? value : throw new KeyNotFoundException($"The request has no header {key}.");

    public bool ContainsKey(string key) => headers.ContainsKey(key);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out string value)
    {
        bool found = headers.TryGetValue(key, out StringValues values);
        value = found ? Text(values) : null;
        return found;
    }

    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => headers.Select(static h => KeyValuePair.Create(h.Key, Text(h.Value))).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static string Text(StringValues values) => values.Count == 1 ? values[0] ?? "" : string.Join(',', values.AsEnumerable());
}
