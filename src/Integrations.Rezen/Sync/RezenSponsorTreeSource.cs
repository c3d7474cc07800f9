using System.Globalization;
using Integrations.Abstractions;
using Integrations.Http;

namespace Integrations.Rezen;

/// <summary>The agents above the owner: a list that the vendor gives whole. An agent may stand on several levels, so the level is part of the id (<c>uuid:1</c>).</summary>
internal sealed class RezenSponsorTreeSource(RezenSourceServices services)
    : RezenSource<RezenSponsor>(services, RezenStreams.SponsorTree, new RowMapper<RezenListed<RezenSponsor>, RezenSponsorRow>(RezenStreams.SponsorTree, RezenNetworkMapper.Sponsor))
{
    protected override string Service => Options.Endpoints.Network;

    protected override string FieldKind => "sponsors";

    protected override string? KeyOf(RezenSponsor model) => model.Id;

    protected override VendorId? IdOf(RezenSponsor model) =>
        RezenIds.Uuid(model.Id) is { } id && model.Level is { } level ? new VendorId(string.Create(CultureInfo.InvariantCulture, $"{id}:{level}")) : null;

    protected override RecordProblem? ProblemOf(RezenSponsor model) =>
        string.IsNullOrWhiteSpace(model.Id) || RezenIds.Uuid(model.Id) is not null ? null : RezenIds.Invalid;

    protected override void CheckIds(IReadOnlyList<VendorId> ids) => RezenIds.Check(ids, IdsPerRead, static id =>
        id.Split(':') is [{ } agent, { } level] && RezenIds.Uuid(agent) is not null && long.TryParse(level, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _));

    protected override async Task<RezenPage<RezenSponsor>> PageAsync(VendorCall call, string yentaId, ListAsk ask, PageNumber page, CancellationToken cancellationToken) =>
        Whole(await Services.Api<IRezenNetworkApi>(call).ListSponsorsAsync(yentaId, cancellationToken).ConfigureAwait(false));
}
