using System.Globalization;
using System.Text.Json;

namespace Integrations.Rezen.Tests;

/// <summary>Times, money and percentages in every form in which the vendor was seen to write them.</summary>
public sealed class ValueTests
{
    [Theory]
    [InlineData("1776722231967", "2026-04-20T21:57:11.9670000+00:00")]
    [InlineData("\"1776722231967\"", "2026-04-20T21:57:11.9670000+00:00")]
    [InlineData("1776722231", "2026-04-20T21:57:11.0000000+00:00")]
    [InlineData("1776722231967.0", "2026-04-20T21:57:11.9670000+00:00")]
    [InlineData("\"2026-04-20T21:57:11.967Z\"", "2026-04-20T21:57:11.9670000+00:00")]
    [InlineData("\"2026-04-20T17:57:11-04:00\"", "2026-04-20T21:57:11.0000000+00:00")]
    [InlineData("\"2026-04-20\"", "2026-04-20T00:00:00.0000000+00:00")]
    [InlineData("99999999999999999", null)]
    [InlineData("-99999999999999999", null)]
    [InlineData("1e400", null)]
    [InlineData("\"soon\"", null)]
    [InlineData("\"\"", null)]
    [InlineData("true", null)]
    public void An_instant_is_read(string json, string? instant) => Assert.Equal(instant, Time(json).Instant?.ToString("O", CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("1767225600000", "2026-01-01")]
    [InlineData("\"2026-01-01\"", "2026-01-01")]
    [InlineData("\"2026-01-01T23:30:00-05:00\"", "2026-01-01")]
    [InlineData("\"01/02/2026\"", null)]
    public void A_day_is_that_of_its_text_or_of_UTC(string json, string? day) => Assert.Equal(day, Time(json).Date?.ToString("O", CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("1776722231967")]
    [InlineData("\"2026-04-20\"")]
    public void A_time_is_written_as_it_came(string json) => Assert.Equal(json, JsonSerializer.Serialize(Time(json), RezenJsonContext.Default.RezenTime));

    [Theory]
    [InlineData("""{"amount":500000.00,"currency":"USD"}""", "500000.00", "USD")]
    [InlineData("""{"currency":"CAD","amount":"20000.00","formatted":{"x":[1]}}""", "20000.00", "CAD")]
    [InlineData("""{"amount":-0.005,"currency":null}""", "-0.005", null)]
    [InlineData("""{"amount":null,"currency":"USD"}""", null, "USD")]
    [InlineData("{}", null, null)]
    [InlineData("840.25", "840.25", null)]
    [InlineData("\"112.50\"", "112.50", null)]
    [InlineData("\"\"", null, null)]
    public void Money_is_read_from_an_object_a_number_or_text(string json, string? amount, string? currency)
    {
        RezenMoney money = JsonSerializer.Deserialize(json, RezenJsonContext.Default.RezenMoney);

        Assert.Equal((amount, currency), (money.Amount?.ToString(System.Globalization.CultureInfo.InvariantCulture), money.Currency?.Value));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("true")]
    [InlineData("\"much\"")]
    [InlineData("""{"amount":[1]}""")]
    public void Money_of_another_shape_is_unreadable(string json) => Assert.Throws<JsonException>(() => JsonSerializer.Deserialize(json, RezenJsonContext.Default.RezenMoney));

    [Fact]
    public void A_fraction_and_a_whole_percentage_are_different_types_that_know_each_other()
    {
        RezenTransaction transaction = JsonSerializer.Deserialize("""{"saleCommissionPercent":0.03}""", RezenJsonContext.Default.RezenTransaction)!;
        RezenTeamMember member = JsonSerializer.Deserialize("""{"memberCommissionSplit":50.0}""", RezenJsonContext.Default.RezenTeamMember)!;

        Assert.Equal(new RezenWholePercent(3m), transaction.SaleCommissionPercent!.Value.ToWholePercent());
        Assert.Equal(new RezenFraction(0.5m), member.MemberCommissionSplit!.Value.ToFraction());
    }

    [Theory]
    [InlineData("""{"zip":"84000"}""", "84000")]
    [InlineData("""{"zipCode":84001}""", "84001")]
    [InlineData("""{"zip":"84000","zipCode":"84001"}""", "84000")]
    public void Names_that_differ_are_both_read(string json, string expected) => Assert.Equal(expected, JsonSerializer.Deserialize(json, RezenJsonContext.Default.RezenAddress)!.PostalCode);

    [Theory]
    [InlineData("""{"agentYentaId":"a","contributorYentaId":"b","payout":1,"amount":2,"paidAt":3,"createdAt":4}""", "a", "1", "3")]
    [InlineData("""{"contributor":{"yentaId":"c","id":"d"},"payoutAmount":"7.50","transactionClosedAt":5}""", "c", "7.50", "5")]
    [InlineData("""{"agent":{"id":"e"},"totalPayout":{"amount":0.005,"currency":"CAD"}}""", "e", "0.005", null)]
    [InlineData("""{"contributorId":"f"}""", "f", null, null)]
    [InlineData("{}", null, null, null)]
    public void A_contribution_is_read_under_the_names_that_clients_try_in_their_order(string json, string? contributor, string? paid, string? at)
    {
        RezenContribution row = JsonSerializer.Deserialize(json, RezenJsonContext.Default.RezenContribution)!;

        Assert.Equal((contributor, paid, at), (row.ContributorId, row.Paid?.Amount?.ToString(System.Globalization.CultureInfo.InvariantCulture), row.At?.Text));
    }

    [Fact]
    public void Words_and_properties_that_are_not_listed_are_kept()
    {
        RezenTransaction transaction = JsonSerializer.Deserialize("""{"lifecycleState":{"state":"FROZEN"},"transactionType":"BARTER","newThing":{"x":1}}""", RezenJsonContext.Default.RezenTransaction)!;

        Assert.Equal(("FROZEN", false), (transaction.LifecycleState!.State!.Value.Value, transaction.LifecycleState.State.Value.IsKnown));
        Assert.Equal("BARTER", transaction.TransactionType!.Value.Value);
        Assert.Equal(1, transaction.Extra!["newThing"].GetProperty("x").GetInt32());
    }

    [Fact]
    public void A_key_is_not_in_its_words() => Assert.Equal("1 Synthetic", new RezenApiKey { Id = "1", Name = "Synthetic", KeyValue = "real_secret" }.ToString());

    private static RezenTime Time(string json) => JsonSerializer.Deserialize(json, RezenJsonContext.Default.RezenTime);
}
