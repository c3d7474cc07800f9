using System.Text.Json;

namespace Integrations.Simulators;

/// <summary>One entity of one reZEN user: uuids that are computed from the place, and lists by page.</summary>
internal abstract class RezenCollection : RecordCollection<RezenRecord>, IRezenEntity
{
    private readonly RezenKind _kind;

    protected RezenCollection(RezenWorld world, string path, RezenKind kind, int baseCount)
        : base(world, path, (int)kind, baseCount)
    {
        World = world;
        _kind = kind;
    }

    public override string DateField => "updatedAt";

    public override string WordField => "status";

    public override string TextField => "firstName";

    protected RezenWorld World { get; }

    public Guid IdOf(int ordinal) => World.IdOf(_kind, ordinal);

    /// <summary>Place of an id. Null when no record can have it.</summary>
    public int? OrdinalOf(Guid id) => World.Find(id) is { } place && place.Kind == _kind && place.Ordinal < Count ? place.Ordinal : null;

    public virtual RezenRecord? Find(Guid id) => OrdinalOf(id) is { } ordinal ? Load(ordinal) : null;

    /// <summary>Adds a record and returns its id.</summary>
    public Guid Create(IReadOnlyDictionary<string, JsonElement> fields, long visibleAt) => IdOf(Append(fields, visibleAt));

    public IEnumerable<Guid> Ids()
    {
        for (var ordinal = 0; ordinal < Count; ordinal++)
            if (Load(ordinal) is { } record)
                yield return record.Id;
    }

    public bool Write(WireJsonWriter writer, Guid id, bool isDetail)
    {
        if (Find(id) is not { } record) return false;
        Write(writer, record, new RecordShape(selected: null, unlisted: null).For(record.Extra, []), isDetail);
        return true;
    }

    /// <summary>Writes a record as a whole object.</summary>
    public void Write(WireJsonWriter writer, RezenRecord record, RecordShape? shape, bool isDetail)
    {
        writer.StartRecord(shape);
        WriteFields(writer, record, isDetail);
        writer.EndRecord();
    }

    /// <summary>Places of the records that match, in an order; oldest place first when there is none.</summary>
    public int[] Places(string question, Func<RezenRecord, bool> matches, Ordering? order = null) =>
        View(question, () => Arrange(Descending(Count), matches, order ?? new Ordering(null) { Ascending = true }));

    /// <param name="writer">Where to.</param>
    /// <param name="record">What is written.</param>
    /// <param name="isDetail">True when the record is answered alone, with what lists leave out.</param>
    protected abstract void WriteFields(WireJsonWriter writer, RezenRecord record, bool isDetail);

    protected override (long? Created, long? Updated) StampsOf(IReadOnlyDictionary<string, JsonElement> fields) => (Stamp(fields, "createdAt"), Stamp(fields, "updatedAt"));

    protected override bool IsFixed(string name) => name is "id" or "createdAt" or "updatedAt";

    private static long? Stamp(IReadOnlyDictionary<string, JsonElement> fields, string name) =>
        fields.TryGetValue(name, out var value) && value.TryNumber(out var stamp) ? stamp : null;
}
