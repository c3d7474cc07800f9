using System.Text;
using Integrations.Http;

namespace Integrations.Rezen.Tests;

/// <summary>Pages in every envelope that was seen or is thought possible.</summary>
public sealed class PagerTests
{
    private static readonly string[] s_rows = ["transactions", "openTransactions"];

    [Theory]
    [InlineData("""{"pageNumber":2,"pageSize":100,"hasNext":true,"totalCount":4312,"transactions":[{"id":"1"}]}""", 2, 100, true, 4312L)]
    [InlineData("""{"transactions":[{"id":"1"}],"hasNext":false,"totalCount":1,"pageSize":100,"pageNumber":0}""", 0, 100, false, 1L)]
    [InlineData("""{"content":[{"id":"1"}],"number":1,"size":20,"last":false,"totalElements":57}""", 1, 20, true, 57L)]
    [InlineData("""{"content":[{"id":"1"}],"last":true}""", null, null, false, null)]
    [InlineData("""{"openTransactions":[{"id":"1"}]}""", null, null, null, null)]
    [InlineData("""{"warnings":[],"OpenTransactions":[{"id":"1"}]}""", null, null, null, null)]
    [InlineData("""{"somethingElse":[{"id":"1"}],"hasNext":"true","totalCount":"7"}""", null, null, true, 7L)]
    [InlineData("""{"transactions":[{"id":"1"}],"hasNext":"perhaps","totalCount":-1,"pageNumber":1.5}""", null, null, null, null)]
    [InlineData("""[{"id":"1"}]""", null, null, null, null)]
    public void A_page_is_read(string body, int? number, int? size, bool? hasNext, long? total)
    {
        RezenPage<RezenTransaction> page = Read(body);

        Assert.Equal("1", Assert.Single(page.Items).Id);
        Assert.Equal((number, size, hasNext, total), (page.PageNumber, page.PageSize, page.HasNext, page.Total));
    }

    [Theory]
    [InlineData("""{"first":[],"second":[]}""")]
    [InlineData("""{"transactions":{}}""")]
    [InlineData("""{"hasNext":false}""")]
    [InlineData("\"text\"")]
    [InlineData("")]
    [InlineData("""{"transactions":[{"id":""")]
    public void A_page_without_rows_to_be_found_is_a_protocol_error(string body) => Assert.Throws<Abstractions.IntegrationProtocolException>(() => Read(body));

    [Fact]
    public void I16_an_unreadable_record_does_not_fail_its_page()
    {
        RezenPage<RezenTransaction> page = Read("""{"transactions":[{"id":"1"},{"id":"2","participants":"none"},null,{"id":"3","newThing":1}]}""");

        Assert.Equal(["1", "3"], page.Items.Select(static t => t.Id));
        Assert.Equal(2, page.Unreadable);
    }

    [Theory]
    [InlineData("""{"1":12,"2":35}""", "1=12,2=35")]
    [InlineData("""[{"tier":1,"count":12},{"tier":2,"size":35}]""", "1=12,2=35")]
    [InlineData("""{"agentId":"aa000000-0000-4000-8000-000000000020","networkSizes":{"1":12}}""", "1=12")]
    [InlineData("""{"tiers":[{"tier":1,"amount":{"amount":840.25,"currency":"USD"}}]}""", "1=840.25")]
    [InlineData("""{"TIER_1":{"amount":"840.25"},"tier2":1}""", "1=840.25,2=1")]
    [InlineData("""{"agentId":"aa","x":{"y":null}}""", "")]
    [InlineData("[1,2]", "")]
    [InlineData("null", "")]
    public void Numbers_of_tiers_are_read_from_any_shape(string body, string expected) => Assert.Equal(
        expected, string.Join(',', RezenNumbers.Tiers(Encoding.UTF8.GetBytes(body)).ByTier.OrderBy(static p => p.Key).Select(static p => FormattableString.Invariant($"{p.Key}={p.Value}"))));

    [Theory]
    [InlineData("""{"OPEN":5,"CLOSED":12,"TERMINATED":1}""", "CLOSED=12,OPEN=5,TERMINATED=1")]
    [InlineData("""{"counts":{"open":5,"CLOSED":12}}""", "CLOSED=12,OPEN=5")]
    [InlineData("""[{"lifecycleGroup":"OPEN","count":5},{"group":"CLOSED","count":12}]""", "CLOSED=12,OPEN=5")]
    [InlineData("""{"OPEN":-1}""", "")]
    [InlineData("{}", "")]
    public void Numbers_of_groups_are_read_from_any_shape(string body, string expected) => Assert.Equal(
        expected, string.Join(',', RezenNumbers.Groups(Encoding.UTF8.GetBytes(body)).ByGroup.OrderBy(static p => p.Key, StringComparer.Ordinal).Select(static p => FormattableString.Invariant($"{p.Key}={p.Value}"))));

    private static RezenPage<RezenTransaction> Read(string body) => RezenPager.ReadPage(new ReceivedBody(Encoding.UTF8.GetBytes(body)), RezenJsonContext.Default.RezenTransaction, s_rows);
}
