using Integrations.Abstractions;
using Integrations.Http;

namespace Integrations.Rezen;

/// <summary>Deals of all lifecycle groups, each with its detail unless the options say otherwise.</summary>
internal sealed class RezenTransactionsSource(RezenSourceServices services)
    : RezenDealSource(services, RezenStreams.Transactions, new RowMapper<RezenListed<RezenTransaction>, RezenTransactionRow>(
        RezenStreams.Transactions, services.Mapping<RezenListed<RezenTransaction>, RezenTransactionRow, IReadOnlyList<string>>(static o => o.ClosingDates, RezenDealMapper.Transaction)))
{
    protected override bool ReadsDetail => Options.TransactionDetail == RezenTransactionDetail.WhenChanged;

    protected override Task<RezenPage<RezenTransaction>> PageAsync(VendorCall call, string yentaId, ListAsk ask, PageNumber page, CancellationToken cancellationToken) =>
        Services.Api<IRezenTransactionsApi>(call).ListAsync(yentaId, Group(ask), Query(ask, page), cancellationToken);

    protected override Task<RezenGroupNumbers> NumbersAsync(VendorCall call, string yentaId, CancellationToken cancellationToken) =>
        Services.Api<IRezenTransactionsApi>(call).CountAsync(yentaId, cancellationToken);
}
