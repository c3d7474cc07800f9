using System.Security.Cryptography;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Integrations.Abstractions;
using Integrations.Http;
using Integrations.Testing;

namespace Integrations.Rezen.Tests;

/// <summary>The streams of reZEN, from body to rows.</summary>
internal abstract class RezenFuzzStream(SyncStreamDescriptor descriptor, string fixture) : FuzzStream(descriptor)
{
    private const string Uuid = "b7000000-0000-4000-8000-";

    private static readonly IReadOnlyList<int> s_tiers = [1, 2, 3, 4, 5];
    private static readonly RezenJsonContext s_json = RezenJsonContext.Default;

    public static IReadOnlyList<FuzzStream> All { get; } =
    [
        new Listed<RezenTransaction>(RezenStreams.Transactions, "transactions", "transaction", "OPEN", s_json.RezenTransaction, static m => RezenIds.Uuid(m.Id),
            Mapper<RezenTransaction, RezenTransactionRow>(RezenStreams.Transactions, static (m, a) => RezenDealMapper.Transaction(m, a, RezenDefaults.ClosingDateOrder))),
        new Listed<RezenTransaction>(RezenStreams.Listings, "transactions", "listing", "OPEN", s_json.RezenTransaction, static m => RezenIds.Uuid(m.Id),
            Mapper<RezenTransaction, RezenListingRow>(RezenStreams.Listings, RezenDealMapper.Listing)),
        new Listed<RezenNetworkAgent>(RezenStreams.NetworkDownline, "downLineAgents", "network-agent", "2", s_json.RezenNetworkAgent, static m => RezenIds.Uuid(m.Id),
            Mapper<RezenNetworkAgent, RezenNetworkMemberRow>(RezenStreams.NetworkDownline, static (m, a) => RezenNetworkMapper.Member(m, a, s_tiers))),
        new Listed<RezenNetworkAgent>(RezenStreams.NetworkFrontline, "frontLineAgentInfos", "front-line-agent", null, s_json.RezenNetworkAgent, static m => RezenIds.Uuid(m.Id),
            Mapper<RezenNetworkAgent, RezenFrontlineAgentRow>(RezenStreams.NetworkFrontline, RezenNetworkMapper.Frontline)),
        new Listed<RezenSponsor>(RezenStreams.SponsorTree, "flattenedSponsors", "sponsor", null, s_json.RezenSponsor, static m => RezenIds.Uuid(m.Id) is { } id && m.Level is { } level ? $"{id}:{level}" : null,
            Mapper<RezenSponsor, RezenSponsorRow>(RezenStreams.SponsorTree, RezenNetworkMapper.Sponsor)),
        new Listed<RezenContribution>(RezenStreams.Contributions, "contributions", "contribution", "1", s_json.RezenContribution, static m => Contribution(m, "1"),
            Mapper<RezenContribution, RezenContributionRow>(RezenStreams.Contributions, static (m, a) => RezenContributionMapper.Paid(m, a, s_tiers))),
        new Listed<RezenContribution>(RezenStreams.PendingContributions, "contributions", "contribution", null, s_json.RezenContribution, static m => Contribution(m, null),
            Mapper<RezenContribution, RezenPendingContributionRow>(RezenStreams.PendingContributions, static (m, a) => RezenContributionMapper.Pending(m, a, s_tiers))),
        new Listed<RezenRevenueSharePayment>(RezenStreams.RevsharePayments, "payments", "revenue-share-payment", null, s_json.RezenRevenueSharePayment, static m => RezenIds.Plain(m.PaymentId),
            Mapper<RezenRevenueSharePayment, RezenRevenueSharePaymentRow>(RezenStreams.RevsharePayments, RezenRevenueSharePaymentMapper.Map)),
        new Listed<RezenAgent>(RezenStreams.AgentData, "results", "me", null, s_json.RezenAgent, static m => RezenIds.Uuid(m.Id), Mapper<RezenAgent, RezenAgentRow>(RezenStreams.AgentData, RezenAgentMapper.Profile)),
        new Listed<RezenEquityGrant>(RezenStreams.Equity, "grants", "equity-grant", null, s_json.RezenEquityGrant, static m => RezenIds.Plain(m.AnyId),
            Mapper<RezenEquityGrant, RezenEquityGrantRow>(RezenStreams.Equity, RezenEquityGrantMapper.Map)),
        new Roster(),
        new Answered<RezenCap>(RezenStreams.NetworkCap, "cap", static (cap, number) => cap["capAmountPaid"]!["amount"] = number, s_json.RezenCap,
            static (record, line) => (Address(line), new RezenAgentCap(Address(line), record.Value!)), new RowMapper<RezenAgentCap, RezenAgentCapRow>(RezenStreams.NetworkCap, RezenCapMapper.Map)),
        new Answered<RezenReferralCode>(RezenStreams.ReferralCode, "referral-code", static (code, number) => (code["agentId"], code["code"]) = (Id(number), $"c{number}"), s_json.RezenReferralCode,
            static (record, _) => (RezenIds.Uuid(record.Value!.AgentId ?? Fixture.YentaId), new RezenListed<RezenReferralCode>(record, null)),
            Mapper<RezenReferralCode, RezenReferralCodeRow>(RezenStreams.ReferralCode, static (m, a) => RezenReferralCodeMapper.Map(m, a, RezenDefaults.ReferralLink))),
    ];

    public override JsonObject Record(long number) => Fixture.Object(fixture, record => record["id"] = Id(number));

    private static string Id(long number) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Uuid}{number:D12}");

    /// <summary>An agent for each answer: a cap does not say whose it is.</summary>
    private static string Address(ReadOnlyMemory<byte> answer) => new Guid(SHA256.HashData(answer.Span).AsSpan(0, 16)).ToString("D");

    private static string? Contribution(RezenContribution model, string? part) => RezenContributionsSource.IsContribution(model) ? RezenContributionMapper.Id(Fixture.Account, model, part) : null;

    private static RowMapper<RezenListed<T>, TRow> Mapper<T, TRow>(SyncStreamDescriptor stream, Func<RezenListed<T>, AccountInfo, MapResult<TRow>> map)
        where T : class
        where TRow : class => new(stream, map);

    private static MappedRecord Map<T>(IRowMapper mapper, CapturedRecord<T> record, string? id, object? model, string? part)
        where T : class => mapper.Map(
            new SyncRecord { Id = id is null ? null : new VendorId(id), Part = part, Raw = record.Raw, Original = record.Original, Model = model, Problem = record.Problem }, Fixture.Account);

    /// <summary>Rows of a list.</summary>
    private sealed class Listed<T>(SyncStreamDescriptor descriptor, string rows, string fixture, string? part, JsonTypeInfo<T> type, Func<T, string?> idOf, IRowMapper mapper) : RezenFuzzStream(descriptor, fixture)
        where T : class
    {
        public override byte[] Page(params IReadOnlyList<byte[]> records) =>
            Around($$"""{"pageNumber":0,"pageSize":100,"hasNext":false,"totalCount":{{records.Count}},"{{rows}}":[""", records, "]}");

        public override IReadOnlyList<MappedRecord> Read(byte[] body) =>
            [.. RezenPager.ReadPage(new ReceivedBody(body), type, [rows]).Records.Select(r => Map(mapper, r, r.Value is { } model ? idOf(model) : null, r.Value is null ? null : new RezenListed<T>(r, part), part))];
    }

    /// <summary>Members of a team, in the answer that also tells the team.</summary>
    private sealed class Roster() : RezenFuzzStream(RezenStreams.TeamRoster, "team-member")
    {
        private static readonly RowMapper<RezenListed<RezenRosterMember>, RezenTeamMemberRow> s_mapper = Mapper<RezenRosterMember, RezenTeamMemberRow>(RezenStreams.TeamRoster, RezenAgentMapper.Member);

        public override byte[] Page(params IReadOnlyList<byte[]> records) =>
            Around("""{"id":"11000000-0000-4000-8000-0000000000aa","name":"Sample Team","type":"NORMAL","status":"ACTIVE","config":{"minLeaders":1},"agents":[""", records, """],"teamInvitations":[]}""");

        public override IReadOnlyList<MappedRecord> Read(byte[] body) =>
        [
            .. (RezenTeamRosterSource.Members(CapturedJson.ReadRecord(body, s_json.RezenTeamAnswer)) ?? []).Select(static r =>
                Map(s_mapper, r, RezenIds.Uuid(r.Value?.Entry.Id), r.Value is null ? null : new RezenListed<RezenRosterMember>(r, "11000000-0000-4000-8000-0000000000aa"), part: null)),
        ];
    }

    /// <summary>Answers that are one object each; a page is a line for each of them.</summary>
    private sealed class Answered<T>(
        SyncStreamDescriptor descriptor, string fixture, Action<JsonObject, long> number, JsonTypeInfo<T> type, Func<CapturedRecord<T>, ReadOnlyMemory<byte>, (string? Id, object Model)> modelOf, IRowMapper mapper)
        : RezenFuzzStream(descriptor, fixture)
        where T : class
    {
        private readonly string _fixture = fixture;

        public override JsonObject Record(long ordinal) => Fixture.Object(_fixture, record => number(record, ordinal));

        public override byte[] Page(params IReadOnlyList<byte[]> records) => [.. records.SelectMany(static (record, place) => place == 0 ? record : (IEnumerable<byte>)[(byte)'\n', .. record])];

        public override IReadOnlyList<MappedRecord> Read(byte[] body)
        {
            List<MappedRecord> mapped = [];
            for (int start = 0, end; start <= body.Length; start = end + 1)
            {
                end = Array.IndexOf(body, (byte)'\n', start) is >= 0 and var line ? line : body.Length;
                ReadOnlyMemory<byte> answer = body.AsMemory(start, end - start);
                CapturedRecord<T> record = CapturedJson.ReadRecord(answer, type);
                (string? id, object? model) = record.Value is null ? (Address(answer), null) : modelOf(record, answer);
                mapped.Add(Map(mapper, record, id, model, part: null));
            }

            return mapped;
        }
    }
}
