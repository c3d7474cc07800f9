using System.Text;
using System.Text.Json.Nodes;
using Integrations.Abstractions;

namespace Integrations.Rezen.Tests;

public sealed class MapperTests
{
    private static readonly IReadOnlyList<int> s_tiers = [1, 2, 3, 4, 5];

    [Theory]
    [InlineData("0.005", "0.00")]
    [InlineData("0.015", "0.02")]
    [InlineData("0.025", "0.02")]
    [InlineData("-0.015", "-0.02")]
    [InlineData("-1250.50", "-1250.50")]
    [InlineData("\"20000.00\"", "20000.00")]
    public void Money_is_rounded_to_cents_half_to_even_and_negative_amounts_are_kept(string amount, string expected)
    {
        MapResult<RezenTransactionRow> result = Deal(d => d["price"] = JsonNode.Parse($$"""{"amount":{{amount}},"currency":"USD"}"""));

        Assert.Equal(decimal.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), result.Row!.PriceAmount);
    }

    [Fact]
    public void Two_currencies_stand_side_by_side()
    {
        MapResult<RezenTransactionRow> result = Deal(static d => d["grossCommission"] = JsonNode.Parse("""{"amount":10.5,"currency":"CAD"}"""));

        Assert.Equal(("USD", "CAD"), (result.Row!.PriceCurrency, result.Row.GrossCommissionCurrency));
        Assert.Empty(result.Drift);
    }

    [Fact]
    public void A_cap_in_two_currencies_is_a_reject_because_its_row_has_one()
    {
        RezenCap cap = Fixture.Listed("cap", RezenJsonContext.Default.RezenCap, change: static c => c["teamCapAmount"] = JsonNode.Parse("""{"amount":1,"currency":"CAD"}""")).Model;

        Assert.Equal("mixed_currencies", RezenCapMapper.Map(new RezenAgentCap(Fixture.YentaId, cap), Fixture.Account).Problem?.Code);
    }

    [Fact]
    public void An_amount_that_no_column_holds_is_a_reject() =>
        Assert.Equal("out_of_range", Deal(static d => d["price"] = JsonNode.Parse("""{"amount":99999999999999999.00,"currency":"USD"}""")).Problem?.Code);

    [Theory]
    [InlineData("not-a-uuid", "invalid_id")]
    [InlineData("", "missing_id")]
    public void An_id_that_is_no_uuid_is_a_reject(string id, string code) => Assert.Equal(code, Deal(d => d["id"] = id).Problem?.Code);

    [Fact]
    public void A_reference_that_is_no_uuid_is_left_out_and_noted()
    {
        MapResult<RezenTransactionRow> result = Deal(static d => d["journeyId"] = "later");

        Assert.Null(result.Row!.JourneyIdRaw);
        Assert.Equal([new DriftNote(DriftKind.DoubtfulValue, "$.journeyId")], result.Drift);
    }

    [Theory]
    [InlineData(0.85, false)]
    [InlineData(1.0, false)]
    [InlineData(1.01, true)]
    [InlineData(95.0, true)]
    public void Shares_of_more_than_a_whole_are_kept_and_noted(double share, bool isDoubtful)
    {
        MapResult<RezenTransactionRow> result = Deal(d => d["participants"]![0]!["payment"]!["percent"] = share);

        Assert.NotNull(result.Row);
        Assert.Equal(isDoubtful, result.Drift.Contains(new DriftNote(DriftKind.DoubtfulValue, "$.participants[].payment.percent")));
    }

    [Theory]
    [InlineData(new[] { "closingDateEstimated", "closedAt" }, "2026-05-15")]
    [InlineData(new[] { "closedAt", "closingDateEstimated" }, "2026-01-01")]
    [InlineData(new[] { "agentReportedClosingDate" }, null)]
    public void The_closing_date_is_the_first_that_is_there_in_the_order_of_the_options(string[] order, string? expected)
    {
        RezenListed<RezenTransaction> deal = Fixture.Listed("transaction", RezenJsonContext.Default.RezenTransaction, "CLOSED", static d =>
        {
            d["closingDateEstimated"] = "2026-05-15";
            d["closedAt"] = 1767225600000;
        });

        Assert.Equal(expected is null ? null : DateOnly.ParseExact(expected, "yyyy-MM-dd", null), RezenDealMapper.Transaction(deal, Fixture.Account, order).Row!.ClosingDate);
    }

    [Theory]
    [InlineData("{}", "OPEN")]
    [InlineData("""{"closed":true}""", "CLOSED")]
    [InlineData("""{"terminated":true,"closed":true}""", "TERMINATED")]
    [InlineData("""{"lifecycleState":{"state":"SETTLED"}}""", "CLOSED")]
    [InlineData("""{"lifecycleState":{"state":"LISTING_CLOSED"}}""", "CLOSED")]
    [InlineData("""{"lifecycleState":{"state":"TERMINATED"}}""", "TERMINATED")]
    [InlineData("""{"lifecycleState":{"state":"WAITING_ON_PAYMENT"}}""", "OPEN")]
    public void A_deal_that_was_asked_for_by_id_gets_its_group_from_what_it_says(string deal, string group) =>
        Assert.Equal(group, RezenDealMapper.Group(System.Text.Json.JsonSerializer.Deserialize(deal, RezenJsonContext.Default.RezenTransaction)!));

    [Fact]
    public void The_tier_is_the_one_that_was_asked_for_and_a_row_that_says_another_is_noted()
    {
        MapResult<RezenNetworkMemberRow> result = RezenNetworkMapper.Member(Fixture.Listed("network-agent", RezenJsonContext.Default.RezenNetworkAgent, "2", static a => a["tier"] = 3), Fixture.Account, s_tiers);

        Assert.Equal(2, result.Row!.Tier);
        Assert.Equal([new DriftNote(DriftKind.DoubtfulValue, "$.tier")], result.Drift);
    }

    [Fact]
    public void A_tier_that_the_options_do_not_name_is_a_reject()
    {
        RezenListed<RezenContribution> contribution = Fixture.Listed("contribution", RezenJsonContext.Default.RezenContribution, "1", static c => c["tier"] = 7);

        Assert.Equal("unknown_tier", RezenContributionMapper.Paid(contribution, Fixture.Account, s_tiers).Problem?.Code);
        Assert.Equal(7, RezenContributionMapper.Paid(contribution, Fixture.Account, [1, 7]).Row!.Tier);
    }

    [Fact]
    public void A_contribution_without_an_id_is_told_from_others_by_what_it_holds()
    {
        string first = Id(static c => c.Remove("id"), "1");

        Assert.Equal(64, first.Length);
        Assert.Equal(first, Id(static c => c.Remove("id"), "1"));
        Assert.Equal(5, new[]
        {
            first,
            Id(static c => (c["id"], c["tier"]) = (null, 2), "1"),
            Id(static c => (c["id"], c["paidAt"]) = (null, 1776722231968), "1"),
            Id(static c => (c["id"], c["payout"]) = (null, 7), "1"),
            Id(static c => (c["id"], c["transactionId"]) = (null, null), "1"),
        }.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void A_cap_that_may_not_be_seen_says_so()
    {
        RezenAgentCapRow row = RezenCapMapper.Map(new RezenAgentCap(Fixture.YentaId, Cap: null), Fixture.Account).Row!;

        Assert.Equal(("not_visible", (decimal?)null), (row.Visibility, row.CapAmount));
    }

    [Fact]
    public void What_is_nested_is_kept_as_it_came()
    {
        RezenTransactionRow row = Deal(static d => d["participants"] = JsonNode.Parse("""[ {"id":"x","zz":[1, 2.50]} ]""")).Row!;

        Assert.Equal("""[{"id":"x","zz":[1,2.50]}]""", Encoding.UTF8.GetString(row.Participants!.Value.Span));
    }

    [Fact]
    public void A_code_becomes_the_address_of_the_sign_up_page()
    {
        RezenReferralCodeRow row = RezenReferralCodeMapper.Map(Fixture.Listed("referral-code", RezenJsonContext.Default.RezenReferralCode), Fixture.Account, "https://example.com/?c={code}&n={name}").Row!;

        Assert.Equal("https://example.com/?c=ab12cd3&n=Avery%20Sample", row.Url);
    }

    private static MapResult<RezenTransactionRow> Deal(Action<JsonObject> change) =>
        RezenDealMapper.Transaction(Fixture.Listed("transaction", RezenJsonContext.Default.RezenTransaction, "OPEN", change), Fixture.Account, RezenDefaults.ClosingDateOrder);

    private static string Id(Action<JsonObject> change, string part) =>
        RezenContributionMapper.Id(Fixture.Account, Fixture.Listed("contribution", RezenJsonContext.Default.RezenContribution, part, change).Model, part);
}
