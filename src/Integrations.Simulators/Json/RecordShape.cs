using System.Collections.Frozen;
using System.Text.Json;

namespace Integrations.Simulators;

/// <summary>Decides for each property of a record whether it is sent, replaced by an edit, or spoilt by a fault.</summary>
internal sealed class RecordShape
{
    private readonly FrozenSet<string>? _selected;
    private readonly FrozenSet<string>? _unlisted;
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private IReadOnlyDictionary<string, JsonElement>? _extra;
    private IReadOnlyList<RecordSpoiler> _spoilers = [];

    /// <param name="selected">Names that are sent. Null sends all.</param>
    /// <param name="unlisted">Names that an edit may have set but that this answer does not carry.</param>
    public RecordShape(FrozenSet<string>? selected, FrozenSet<string>? unlisted)
    {
        _selected = selected;
        _unlisted = unlisted;
    }

    public RecordShape For(IReadOnlyDictionary<string, JsonElement>? extra, IReadOnlyList<RecordSpoiler> spoilers)
    {
        _extra = extra;
        _spoilers = spoilers;
        return this;
    }

    public void Begin() => _seen.Clear();

    public FieldVerdict Decide(JsonName name)
    {
        if (_selected is not null && !_selected.Contains(name.Text)) return new FieldVerdict(name) { Drop = true };
        var verdict = new FieldVerdict(name);
        if (_extra is not null && _extra.TryGetValue(name.Text, out var value))
        {
            _seen.Add(name.Text);
            verdict = verdict with { Value = value };
        }

        foreach (var spoiler in _spoilers)
            if (string.Equals(spoiler.Field, name.Text, StringComparison.Ordinal))
                verdict = spoiler.Apply(verdict);
        return verdict;
    }

    public void WriteRest(WireJsonWriter writer)
    {
        if (_extra is null) return;
        foreach (var (name, value) in _extra)
        {
            if (_seen.Contains(name) || (_selected is not null && !_selected.Contains(name)) || IsUnlisted(name)) continue;
            writer.Name(new JsonName(name));
            writer.Element(value);
        }
    }

    private bool IsUnlisted(string name) =>
        _unlisted is not null && (_unlisted.Contains(name) || name.StartsWith("custom", StringComparison.Ordinal));
}
