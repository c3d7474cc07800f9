using Integrations.Abstractions;
using Integrations.Http;

namespace Integrations.Fub;

/// <summary>People: by the change filter where it works for the account, otherwise from the last changed one down.</summary>
internal sealed class FubPeopleSource(FubSourceServices services)
    : FubSource<FubPerson>(services, FubStreams.People, new RowMapper<FubPerson, FubPersonRow>(FubStreams.People, FubPersonMapper.Map))
{
    protected override DeltaReading Strategy => Options.PeopleStrategy;

    protected override bool HasChangeFilter => true;

    protected override string ChangeSort => "-updated";

    protected override IReadOnlyDictionary<string, string> Flags => FubPeople.Flags(Options);

    protected override Task<FubPage<FubPerson>> ListAsync(VendorCall call, FubAsk ask, CancellationToken cancellationToken) =>
        FubPeople.ListAsync(Services, call, FubPeople.Query(Options, ask) with { UpdatedAfter = ask.ChangedAfter, CreatedAfter = ask.CreatedAfter }, cancellationToken);

    protected override Func<VendorCall, long, CancellationToken, Task<FubItem<FubPerson>>> GetItem => (call, id, cancellationToken) =>
        FubPeople.GetAsync(Services, call, id, cancellationToken);

    protected override long? NumberOf(FubPerson model) => model.Id;

    protected override FubTime? ChangeTimeOf(FubPerson model) => model.Updated;

    protected override FubTime? CreationTimeOf(FubPerson model) => model.Created;
}
