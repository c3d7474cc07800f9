using Integrations.Abstractions;
using Integrations.Http;

namespace Integrations.Rezen;

/// <summary>Payments of revenue share. That they come newest first is not proved, so all pages are read each time.</summary>
internal sealed class RezenRevsharePaymentsSource(RezenSourceServices services)
    : RezenSource<RezenRevenueSharePayment>(services, RezenStreams.RevsharePayments, new RowMapper<RezenListed<RezenRevenueSharePayment>, RezenRevenueSharePaymentRow>(
        RezenStreams.RevsharePayments, RezenRevenueSharePaymentMapper.Map))
{
    protected override string Service => Options.Endpoints.RevenueShare;

    protected override bool HasUuids => false;

    protected override string FieldKind => "payments";

    protected override ListRules Rules => base.Rules with { PageSize = Options.NetworkPageSize };

    protected override string? KeyOf(RezenRevenueSharePayment model) => model.PaymentId;

    protected override Task<RezenPage<RezenRevenueSharePayment>> PageAsync(VendorCall call, string yentaId, ListAsk ask, PageNumber page, CancellationToken cancellationToken) =>
        Services.Api<IRezenRevenueShareApi>(call).ListPaymentsAsync(yentaId, new RezenPagedQuery { PageNumber = page.Number, PageSize = page.Size }, cancellationToken);
}
