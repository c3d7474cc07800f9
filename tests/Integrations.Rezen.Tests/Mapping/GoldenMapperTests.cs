using Integrations.Abstractions;
using Integrations.Http;
using Integrations.Testing;

namespace Integrations.Rezen.Tests;

/// <summary>Fixture in, row out, compared with the golden file. Set REZEN_WRITE_GOLDEN to the fixture folder of the sources to write the files anew, then read the difference.</summary>
public sealed class GoldenMapperTests
{
    private static readonly IReadOnlyList<int> s_tiers = [1, 2, 3, 4, 5];

    [Theory]
    [InlineData("transaction")]
    [InlineData("listing")]
    [InlineData("network-agent")]
    [InlineData("front-line-agent")]
    [InlineData("sponsor")]
    [InlineData("contribution")]
    [InlineData("pending-contribution")]
    [InlineData("revenue-share-payment")]
    [InlineData("cap")]
    [InlineData("me")]
    [InlineData("team-member")]
    [InlineData("equity-grant")]
    [InlineData("referral-code")]
    public void A_fixture_becomes_its_golden_row_without_drift(string name)
    {
        RezenJsonContext json = RezenJsonContext.Default;
        (EntityTable table, object row, IReadOnlyList<DriftNote> drift) = name switch
        {
            "transaction" => Done(RezenTables.Transactions, RezenDealMapper.Transaction(Fixture.Listed(name, json.RezenTransaction, "OPEN") with { HasDetail = true }, Fixture.Account, RezenDefaults.ClosingDateOrder)),
            "listing" => Done(RezenTables.Listings, RezenDealMapper.Listing(Fixture.Listed(name, json.RezenTransaction, "OPEN"), Fixture.Account)),
            "network-agent" => Done(RezenTables.NetworkMembers, RezenNetworkMapper.Member(Fixture.Listed(name, json.RezenNetworkAgent, "2"), Fixture.Account, s_tiers)),
            "front-line-agent" => Done(RezenTables.FrontlineAgents, RezenNetworkMapper.Frontline(Fixture.Listed(name, json.RezenNetworkAgent), Fixture.Account)),
            "sponsor" => Done(RezenTables.Sponsors, RezenNetworkMapper.Sponsor(Fixture.Listed(name, json.RezenSponsor), Fixture.Account)),
            "contribution" => Done(RezenTables.Contributions, RezenContributionMapper.Paid(Fixture.Listed(name, json.RezenContribution, "1"), Fixture.Account, s_tiers)),
            "pending-contribution" => Done(RezenTables.PendingContributions, RezenContributionMapper.Pending(Fixture.Listed(name, json.RezenContribution), Fixture.Account, s_tiers)),
            "revenue-share-payment" => Done(RezenTables.RevenueSharePayments, RezenRevenueSharePaymentMapper.Map(Fixture.Listed(name, json.RezenRevenueSharePayment), Fixture.Account)),
            "cap" => Done(RezenTables.AgentCaps, RezenCapMapper.Map(new RezenAgentCap(Fixture.YentaId, Fixture.Listed(name, json.RezenCap).Model), Fixture.Account)),
            "me" => Done(RezenTables.Agents, RezenAgentMapper.Profile(Fixture.Listed(name, json.RezenAgent), Fixture.Account)),
            "team-member" => Done(RezenTables.TeamMembers, RezenAgentMapper.Member(Member(name), Fixture.Account)),
            "equity-grant" => Done(RezenTables.EquityGrants, RezenEquityGrantMapper.Map(Fixture.Listed(name, json.RezenEquityGrant), Fixture.Account)),
            "referral-code" => Done(RezenTables.ReferralCodes, RezenReferralCodeMapper.Map(Fixture.Listed(name, json.RezenReferralCode), Fixture.Account, RezenDefaults.ReferralLink)),
            _ => throw new ArgumentOutOfRangeException(nameof(name)),
        };

        string actual = RowJson.Of(table, row);

        if (Environment.GetEnvironmentVariable("REZEN_WRITE_GOLDEN") is { Length: > 0 } folder)
        {
            File.WriteAllText(Path.Combine(folder, "Golden", name + ".json"), actual);
        }

        Assert.Equal(File.ReadAllText(Fixture.PathOf($"Golden/{name}.json")), actual);
        Assert.Empty(drift);
    }

    private static RezenListed<RezenRosterMember> Member(string name)
    {
        RezenTeam team = Fixture.Listed("team", RezenJsonContext.Default.RezenTeam).Model;
        CapturedRecord<RezenTeamMember> member = Fixture.Listed(name, RezenJsonContext.Default.RezenTeamMember).Record;
        return new RezenListed<RezenRosterMember>(
            new CapturedRecord<RezenRosterMember>(member.Raw, null, new RezenRosterMember(new RezenRosterEntry { Id = member.Value!.Id }, team, """{"name":"Sample Team"}"""u8.ToArray()), null), team.Id);
    }

    private static (EntityTable Table, object Row, IReadOnlyList<DriftNote> Drift) Done<TRow>(EntityTable<TRow> table, MapResult<TRow> result)
        where TRow : class
    {
        Assert.Null(result.Problem);
        return (table, result.Row!, result.Drift);
    }
}
