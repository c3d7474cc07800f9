using Integrations.Abstractions;
using Integrations.Testing;

namespace Integrations.Rezen.Tests;

public sealed class FuzzTests : FuzzContractTests
{
    private static readonly IReadOnlyList<int> s_tiers = [1, 2, 3, 4, 5];

    protected override IReadOnlyList<FuzzStream> Streams { get; } =
    [
        new RezenFuzzStream<RezenTransaction>(RezenStreams.Transactions, "transactions", "transaction", "OPEN", RezenJsonContext.Default.RezenTransaction, static r => RezenIds.Uuid(r.Value?.Id),
            Mapper<RezenTransaction, RezenTransactionRow>(RezenStreams.Transactions, static (m, a) => RezenDealMapper.Transaction(m, a, RezenDefaults.ClosingDateOrder))),
        new RezenFuzzStream<RezenTransaction>(RezenStreams.Listings, "transactions", "listing", "OPEN", RezenJsonContext.Default.RezenTransaction, static r => RezenIds.Uuid(r.Value?.Id),
            Mapper<RezenTransaction, RezenListingRow>(RezenStreams.Listings, RezenDealMapper.Listing)),
        new RezenFuzzStream<RezenNetworkAgent>(RezenStreams.NetworkDownline, "downLineAgents", "network-agent", "2", RezenJsonContext.Default.RezenNetworkAgent, static r => RezenIds.Uuid(r.Value?.Id),
            Mapper<RezenNetworkAgent, RezenNetworkMemberRow>(RezenStreams.NetworkDownline, static (m, a) => RezenNetworkMapper.Member(m, a, s_tiers))),
        new RezenFuzzStream<RezenNetworkAgent>(RezenStreams.NetworkFrontline, "frontLineAgentInfos", "front-line-agent", null, RezenJsonContext.Default.RezenNetworkAgent, static r => RezenIds.Uuid(r.Value?.Id),
            Mapper<RezenNetworkAgent, RezenFrontlineAgentRow>(RezenStreams.NetworkFrontline, RezenNetworkMapper.Frontline)),
        new RezenFuzzStream<RezenSponsor>(RezenStreams.SponsorTree, "flattenedSponsors", "sponsor", null, RezenJsonContext.Default.RezenSponsor, static r => RezenIds.Uuid(r.Value?.Id),
            Mapper<RezenSponsor, RezenSponsorRow>(RezenStreams.SponsorTree, RezenNetworkMapper.Sponsor)),
        new RezenFuzzStream<RezenContribution>(RezenStreams.Contributions, "contributions", "contribution", "1", RezenJsonContext.Default.RezenContribution, static r => RezenIds.Plain(r.Value?.Id),
            Mapper<RezenContribution, RezenContributionRow>(RezenStreams.Contributions, static (m, a) => RezenContributionMapper.Paid(m, a, s_tiers))),
        new RezenFuzzStream<RezenContribution>(RezenStreams.PendingContributions, "contributions", "contribution", null, RezenJsonContext.Default.RezenContribution, static r => RezenIds.Plain(r.Value?.Id),
            Mapper<RezenContribution, RezenPendingContributionRow>(RezenStreams.PendingContributions, static (m, a) => RezenContributionMapper.Pending(m, a, s_tiers))),
        new RezenFuzzStream<RezenRevenueSharePayment>(RezenStreams.RevsharePayments, "payments", "revenue-share-payment", null, RezenJsonContext.Default.RezenRevenueSharePayment, static r => RezenIds.Plain(r.Value?.PaymentId),
            Mapper<RezenRevenueSharePayment, RezenRevenueSharePaymentRow>(RezenStreams.RevsharePayments, RezenRevenueSharePaymentMapper.Map)),
        new RezenFuzzStream<RezenAgent>(RezenStreams.AgentData, "results", "me", null, RezenJsonContext.Default.RezenAgent, static r => RezenIds.Uuid(r.Value?.Id),
            Mapper<RezenAgent, RezenAgentRow>(RezenStreams.AgentData, RezenAgentMapper.Profile)),
        new RezenFuzzStream<RezenEquityGrant>(RezenStreams.Equity, "grants", "equity-grant", null, RezenJsonContext.Default.RezenEquityGrant, static r => RezenIds.Plain(r.Value?.AnyId),
            Mapper<RezenEquityGrant, RezenEquityGrantRow>(RezenStreams.Equity, RezenEquityGrantMapper.Map)),
    ];

    private static RowMapper<RezenListed<T>, TRow> Mapper<T, TRow>(SyncStreamDescriptor stream, Func<RezenListed<T>, AccountInfo, MapResult<TRow>> map)
        where T : class
        where TRow : class => new(stream, map);
}
