namespace Integrations.Simulators;

/// <summary>Records that hang on one person each, spread over the settled people by arithmetic.</summary>
internal abstract class FubPersonChildren : FubCollection
{
    private readonly Scatter _scatter;

    protected FubPersonChildren(FubWorld world, string path, int stream, int baseCount, long firstId, int stride)
        : base(world, path, stream, baseCount, firstId, stride) =>
        _scatter = new Scatter(world.SettledPeople, world.Seed + (ulong)stream);

    protected override bool FindsByPerson => true;

    public override bool MayRead(FubRecord record, FubCaller caller) =>
        caller.SeesAll || (record.PersonId != 0 && World.Person(record.PersonId) is { } person && World.People.MayRead(person, caller));

    /// <summary>Person of a generated record; none when the account has no people.</summary>
    protected long PersonOf(int ordinal) => ordinal < BaseCount && World.People.BaseCount > 0 ? World.People.IdOf(_scatter.ParentOf(ordinal)) : 0;

    /// <summary>The person as it was when the record came about, so that later changes of the person do not change the record. Null when there is none.</summary>
    protected FubPerson? PersonThen(int ordinal) =>
        ordinal < BaseCount && World.People.BaseCount > 0 ? (FubPerson)World.People.Original(_scatter.ParentOf(ordinal)) : null;

    protected long CreatedOf(int ordinal) =>
        ordinal < BaseCount ? Spread(World.Seed, Stream, ordinal, BaseCount, World.HistoryMiddle, World.HistoryEnd) : 0;

    /// <summary>Mostly the creation time; some records were edited later.</summary>
    protected long UpdatedOf(long created, ref Draw draw) =>
        created == 0 || draw.Chance(85) ? created : Math.Min(World.HistoryEnd, created + draw.Next(14 * 86_400));

    protected override void BaseChildren(int person, List<int> into) => _scatter.ChildrenOf(person, BaseCount, into);

    protected override bool IsTimed => true;

    protected override bool HidesNone(FubQuery query) => true;

    protected override bool MatchesOwn(FubRecord record, FubQuery query, FubCaller caller) =>
        query.Numbers("personId") is not { } persons || persons.Contains(record.PersonId);
}
