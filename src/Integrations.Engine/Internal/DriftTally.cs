using Integrations.Abstractions;

namespace Integrations.Engine;

/// <summary>Counts drift of one run. The number of distinct notes is bounded, as a vendor could invent a field name per record.</summary>
internal sealed class DriftTally
{
    private const int MaxDistinct = 200;
    private readonly Dictionary<DriftNote, long> _notes = [];

    public IReadOnlyDictionary<DriftNote, long> Notes => _notes;

    public void Add(DriftNote note)
    {
        if (_notes.TryGetValue(note, out long seen))
        {
            _notes[note] = seen + 1;
        }
        else if (_notes.Count < MaxDistinct)
        {
            _notes.Add(note, 1);
        }
    }
}
