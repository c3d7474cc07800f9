using Integrations.Abstractions;
using Integrations.Http;

namespace Integrations.Rezen;

/// <summary>Listings of all lifecycle groups. Their rows hold what is known of a listing, so none is read by itself.</summary>
internal sealed class RezenListingsSource(RezenSourceServices services)
    : RezenDealSource(services, RezenStreams.Listings, new RowMapper<RezenListed<RezenTransaction>, RezenListingRow>(RezenStreams.Listings, RezenDealMapper.Listing))
{
    protected override bool ReadsDetail => false;

    protected override ListRules Rules => base.Rules with { PageSize = Options.ListingPageSize };

    protected override Task<RezenPage<RezenTransaction>> PageAsync(VendorCall call, string yentaId, ListAsk ask, PageNumber page, CancellationToken cancellationToken) =>
        Services.Api<IRezenTransactionsApi>(call).ListListingsAsync(yentaId, Group(ask), Query(ask, page), cancellationToken);

    protected override Task<RezenGroupNumbers> NumbersAsync(VendorCall call, string yentaId, CancellationToken cancellationToken) =>
        Services.Api<IRezenTransactionsApi>(call).CountListingsAsync(yentaId, cancellationToken);
}
