using Integrations.Abstractions;
using Integrations.Testing;

namespace Integrations.EndToEnd;

/// <summary>Answers that are spoiled on the wire, met by the real client, sources and engine.</summary>
public sealed class WireFaultTests
{
    [Theory]
    [InlineData(WireFault.Reset)]
    [InlineData(WireFault.ResetInBody)]
    [InlineData(WireFault.CutBody)]
    [InlineData(WireFault.LengthTooLong)]
    [InlineData(WireFault.Garbage)]
    [InlineData(WireFault.EndlessHeaders)]
    public async Task I3_answers_that_break_off_are_read_again_and_nothing_is_lost(WireFault fault)
    {
        FaultyServer? server = null;
        await using FubStage stage = await FubStage.OpenAsync(fub: o => o.BaseAddress = server!.BaseAddress);
        await using (server = new FaultyServer(stage.Vendor.BaseAddress))
        {
            AccountInfo account = await stage.ConnectAsync();
            server.Fail(fault, requests: 12, every: 4);

            await stage.SettleAsync();

            Assert.Equal(12, server.Played);
            await stage.AssertMirrorIsVendorAsync(account);
            await stage.AssertBalancedAsync();
        }
    }

    [Theory]
    [InlineData(WireFault.LengthTooShort)]
    [InlineData(WireFault.HtmlPage)]
    [InlineData(WireFault.ForeignRedirect)]
    [InlineData(WireFault.CompressionBomb)]
    public async Task I3_answers_that_are_complete_and_wrong_end_the_run_by_name_and_the_next_one_loses_nothing(WireFault fault)
    {
        FaultyServer? server = null;
        await using FubStage stage = await FubStage.OpenAsync(fub: o => o.BaseAddress = server!.BaseAddress);
        await using (server = new FaultyServer(stage.Vendor.BaseAddress))
        {
            AccountInfo account = await stage.ConnectAsync();
            server.Fail(fault, requests: 6, every: 7);

            await stage.SettleAsync();

            Assert.Equal(6, server.Played);
            Assert.Empty(server.ForeignRequests);
            Assert.NotEqual(0, await stage.ScalarAsync<long>("select count(*) from integrations.sync_runs where error_code = 'protocol'"));
            Assert.Equal(0, await stage.ScalarAsync<long>($"select count(*) from integrations.sync_runs where error_code = 'protocol' and error_message not like '%{account.Ref}%'"));
            await stage.AssertMirrorIsVendorAsync(account);
            await stage.AssertBalancedAsync();
        }
    }
}
