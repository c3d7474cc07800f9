using System.Text.Json;
using Integrations.Abstractions;

namespace Integrations.Http;

/// <summary>
/// Gathers what a record holds that this version of a package does not know (invariant I16). A record without drift costs a null check for each question and no allocation.
/// <code>
/// DriftCollector drift = new();
/// drift.Fields(person.Extra);
/// drift.Value(person.Type, "$.type");
/// return new MapResult&lt;Row&gt; { Row = row, Drift = drift.ToNotes() };
/// </code>
/// </summary>
public struct DriftCollector
{
    private List<DriftNote>? _notes;

    /// <summary>Notes the properties that a model does not have.</summary>
    /// <param name="extra">The model's extension data.</param>
    /// <param name="path">Where the model stands, for example <c>$.phones[]</c>.</param>
    /// <param name="isExpected">True for a property that is no drift, such as an account's own custom field. Null when all are.</param>
    public void Fields(IDictionary<string, JsonElement>? extra, string path = "$", Func<string, bool>? isExpected = null)
    {
        if (extra is null || extra.Count == 0)
        {
            return;
        }

        foreach (string name in extra.Keys)
        {
            if (isExpected is null || !isExpected(name))
            {
                Add(DriftKind.UnknownField, $"{path}.{name}");
            }
        }
    }

    /// <summary>Notes a word that its vocabulary does not list.</summary>
    /// <typeparam name="T">The vocabulary.</typeparam>
    /// <param name="value">The word. Null is no drift.</param>
    /// <param name="path">Where it stands, for example <c>$.type</c>.</param>
    public void Value<T>(T? value, string path)
        where T : struct, IOpenEnum<T>
    {
        if (value is { } word && !word.IsKnown)
        {
            Add(DriftKind.UnknownValue, path);
        }
    }

    /// <summary>Notes a value that is kept although it cannot be right.</summary>
    /// <param name="path">Where it stands.</param>
    public void Doubt(string path) => Add(DriftKind.DoubtfulValue, path);

    /// <summary>What was gathered. Empty when nothing was.</summary>
    public readonly IReadOnlyList<DriftNote> ToNotes() => (IReadOnlyList<DriftNote>?)_notes ?? [];

    private void Add(DriftKind kind, string path)
    {
        DriftNote note = new(kind, path);
        _notes ??= [];
        if (!_notes.Contains(note))
        {
            _notes.Add(note);
        }
    }
}
