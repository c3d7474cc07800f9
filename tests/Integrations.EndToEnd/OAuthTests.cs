using System.Collections.Concurrent;
using System.Diagnostics;
using Integrations.Abstractions;
using Integrations.Fub;
using Integrations.Simulators;
using Microsoft.Extensions.DependencyInjection;

namespace Integrations.EndToEnd;

/// <summary>Accounts that are connected by sign-in: their tokens end, are replaced, get lost and are revoked while everything runs.</summary>
public sealed class OAuthTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(FubSimulatorRotation.Keep)]
    [InlineData(FubSimulatorRotation.Rotate)]
    [InlineData(FubSimulatorRotation.RotateWithGrace)]
    public async Task An_account_that_signed_in_is_onboarded_while_its_tokens_end(FubSimulatorRotation rotation)
    {
        await using FubStage stage = await FubStage.OpenAsync(o =>
        {
            o.OAuth.Rotation = rotation;
            o.OAuth.AccessTokenLifetime = TimeSpan.FromSeconds(30);
            o.OAuth.RenewalEndsAccessToken = rotation == FubSimulatorRotation.Rotate;
        });
        AccountInfo account = (await stage.SignInAsync()).Account!;
        int requests = 0;
        stage.Vendor.Requests.OnRequest = _ =>
        {
            if (Interlocked.Increment(ref requests) % 15 == 0)
            {
                stage.Time.Advance(TimeSpan.FromSeconds(31));
            }
        };

        await stage.SettleAsync();
        Assert.Equal("oauth|active|", await stage.TextAsync("select auth_kind || '|' || status || '|' || coalesce(status_reason, '') from integrations.fub_accounts"));
        stage.Vendor.Burst(stage.Vendor.Accounts[0].Id, 40, 1);
        await stage.SyncAndReconcileAsync(account);

        await stage.AssertMirrorIsVendorAsync(account);
        await stage.AssertBalancedAsync();
        Assert.Equal("active", await stage.TextAsync("select status from integrations.fub_accounts"));
        Assert.Equal(0, await stage.ScalarAsync<long>("select count(*) from integrations.sync_runs where error_code is not null"));
        long renewals = stage.Vendor.Requests.Count(path: "oauth/token", status: 200) - 1;
        Assert.InRange(renewals, 3, 1000);
        Assert.Equal(renewals + 1, await stage.ScalarAsync<int>("select token_version from integrations.credentials"));
        Assert.Equal(0, stage.Vendor.Requests.Count(path: "oauth/token", status: 400));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task I2_two_processes_whose_token_ends_at_once_send_exactly_one_renewal(bool endIsKnown)
    {
        await using FubStage stage = await FubStage.OpenAsync(o => (o.OAuth.Rotation, o.OAuth.RenewalEndsAccessToken) = (FubSimulatorRotation.Rotate, true));
        AccountInfo account = (await stage.SignInAsync()).Account!;
        ServiceProvider other = stage.AddHost();
        for (int round = 1; round <= 5; round++)
        {
            // Both have the token in memory when it ends, and the vendor is slow to give the next.
            await ReadAsync(stage.Services, account);
            await ReadAsync(other, account);
            if (!endIsKnown)
            {
                await stage.TextAsync("update integrations.credentials set expires_at = null returning id");
            }

            stage.Vendor.Faults.Clear();
            stage.Vendor.Faults.Add(SimulatorFault.Delay(TimeSpan.FromMilliseconds(300)) with { Path = "oauth/token" });
            stage.Time.Advance(TimeSpan.FromMinutes(61));

            await Task.WhenAll(Enumerable.Range(0, 20).Select(i => ReadAsync(i % 2 == 0 ? stage.Services : other, account)));

            Assert.Equal(round + 1, stage.Vendor.Requests.Count(path: "oauth/token"));
            Assert.Equal(round + 1, await stage.ScalarAsync<int>("select token_version from integrations.credentials"));
        }
    }

    [Fact]
    public async Task I2_no_connection_is_held_while_the_vendor_is_asked_for_a_token()
    {
        await using FubStage stage = await FubStage.OpenAsync();
        AccountInfo account = (await stage.SignInAsync()).Account!;
        stage.Time.Advance(TimeSpan.FromMinutes(61));
        string? busy = null;
        stage.Vendor.Requests.OnRequest = entry =>
        {
            if (entry.Path == "oauth/token")
            {
                busy = stage.TextAsync("select count(*) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and state <> 'idle'").GetAwaiter().GetResult();
            }
        };

        await ReadAsync(stage.Services, account);

        Assert.Equal("0", busy);
    }

    [Fact]
    public async Task I15_a_revoked_account_stops_visibly_and_the_others_go_on()
    {
        await using FubStage stage = await FubStage.OpenAsync();
        AccountInfo revoked = (await stage.SignInAsync(0)).Account!;
        AccountInfo healthy = (await stage.SignInAsync(1)).Account!;
        AccountInfo byKey = await stage.ConnectAsync(stage.Vendor.Accounts[1].AdminKey);
        await stage.SettleAsync();

        stage.Vendor.OAuth.Revoke(stage.Vendor.Accounts[0].Id);
        stage.Time.Advance(TimeSpan.FromMinutes(61));
        stage.Vendor.Burst(stage.Vendor.Accounts[1].Id, 30, 1);
        await stage.Jobs.RequestAsync(revoked.Ref, SyncJobType.All, ["people"], Token);
        await stage.SyncAndReconcileAsync(healthy);
        await stage.RunJobAsync(byKey, SyncJobType.All);
        long refused = stage.Vendor.Requests.Count(path: "oauth/token", status: 400);
        stage.Time.Advance(TimeSpan.FromHours(3));
        await stage.Services.GetRequiredService<ISyncStateStore>().PlanDueAsync(Token);
        await stage.SettleAsync();

        await stage.AssertMirrorIsVendorAsync(healthy);
        Assert.Equal(1, refused);
        Assert.Equal(refused, stage.Vendor.Requests.Count(path: "oauth/token", status: 400));
        Assert.Equal("reauth_required", await stage.TextAsync($"select status from integrations.fub_accounts where id = {revoked.Ref.Id}"));
        string reason = await stage.TextAsync($"select status_reason from integrations.fub_accounts where id = {revoked.Ref.Id}");
        Assert.Contains("Connect the account again", reason, StringComparison.Ordinal);
        Assert.Contains(revoked.Ref.ToString(), reason, StringComparison.Ordinal);
        Assert.Equal(2, await stage.ScalarAsync<long>("select count(*) from integrations.fub_accounts where status = 'active'"));
        Assert.NotEqual(0, await stage.ScalarAsync<long>($"select count(*) from integrations.sync_state where account_id = {revoked.Ref.Id} and status = 'REAUTH_REQUIRED'"));
    }

    [Fact]
    public async Task A_revoked_account_that_signs_in_again_goes_on_in_every_process()
    {
        await using FubStage stage = await FubStage.OpenAsync();
        AccountInfo account = (await stage.SignInAsync()).Account!;
        await stage.SettleAsync();
        ServiceProvider other = stage.AddHost();
        await ReadAsync(other, account);
        stage.Vendor.OAuth.Revoke(stage.Vendor.Accounts[0].Id);
        await Assert.ThrowsAsync<IntegrationAuthenticationException>(() => ReadAsync(other, account));
        await stage.RunJobAsync(account, SyncJobType.All, "people");
        Assert.Equal("reauth_required", await stage.TextAsync("select status from integrations.fub_accounts"));

        AccountInfo again = (await stage.SignInAsync()).Account!;
        long before = stage.Vendor.Requests.Total;
        await ReadAsync(other, account);
        await ReadAsync(stage.Services, account);
        Assert.Equal(before + 2, stage.Vendor.Requests.Total);
        await stage.SyncAndReconcileAsync(again);

        Assert.Equal(account.Ref, again.Ref);
        await stage.AssertMirrorIsVendorAsync(again);
        Assert.Equal("active", await stage.TextAsync("select status from integrations.fub_accounts"));
    }

    [Theory]
    [InlineData("503", FubSimulatorRotation.Rotate)]
    [InlineData("storm", FubSimulatorRotation.Rotate)]
    [InlineData("html", FubSimulatorRotation.RotateWithGrace)]
    [InlineData("truncated", FubSimulatorRotation.RotateWithGrace)]
    [InlineData("cut", FubSimulatorRotation.RotateWithGrace)]
    [InlineData("cut", FubSimulatorRotation.Keep)]
    public async Task A_token_endpoint_that_fails_for_a_while_costs_time_and_no_account(string fault, FubSimulatorRotation rotation)
    {
        await using FubStage stage = await FubStage.OpenAsync(o => o.OAuth.Rotation = rotation);
        AccountInfo account = (await stage.SignInAsync()).Account!;
        await stage.SettleAsync();
        SimulatorFault what = fault switch
        {
            "503" => SimulatorFault.ServerError(503),
            "storm" => SimulatorFault.RateLimitStorm(TimeSpan.FromSeconds(30)),
            "html" => SimulatorFault.HtmlPage(),
            "truncated" => SimulatorFault.TruncatedJson(),
            _ => SimulatorFault.CutConnection(),
        };
        stage.Vendor.Faults.Add(what with { Path = "oauth/token", Times = 2 });
        stage.Vendor.Burst(stage.Vendor.Accounts[0].Id, 30, 1);
        stage.Time.Advance(TimeSpan.FromMinutes(61));

        await stage.SyncAndReconcileAsync(account);

        await stage.AssertMirrorIsVendorAsync(account);
        Assert.Equal("active", await stage.TextAsync("select status from integrations.fub_accounts"));
        Assert.Equal(0, await stage.ScalarAsync<long>("select count(*) from integrations.sync_job_steps where status = 'ERROR'"));
        Assert.Equal(0, stage.Vendor.Requests.Count(path: "oauth/token", status: 400));
    }

    [Fact]
    public async Task I8_a_process_that_dies_while_it_renews_is_replaced_when_its_lease_ends()
    {
        await using FubStage stage = await FubStage.OpenAsync(o => o.OAuth.Rotation = FubSimulatorRotation.RotateWithGrace);
        AccountInfo account = (await stage.SignInAsync()).Account!;
        await stage.SettleAsync();
        ICredentialStore store = stage.AddHost().GetRequiredService<ICredentialStore>();
        stage.Time.Advance(TimeSpan.FromMinutes(61));
        VendorCredential held = await store.GetAsync(account.Ref, Token);
        Assert.NotNull((await store.ClaimRenewalAsync(account.Ref, held.Version, TimeSpan.FromSeconds(60), Token)).Lease);

        stage.Time.Advance(TimeSpan.FromSeconds(61));
        await stage.SyncAndReconcileAsync(account);

        await stage.AssertMirrorIsVendorAsync(account);
        Assert.Equal(held.Version + 1, await stage.ScalarAsync<int>("select token_version from integrations.credentials"));
    }

    [Fact]
    public async Task A_refresh_token_that_was_rotated_away_asks_for_a_new_sign_in()
    {
        await using FubStage stage = await FubStage.OpenAsync(o => o.OAuth.Rotation = FubSimulatorRotation.Rotate);
        AccountInfo account = (await stage.SignInAsync()).Account!;
        await stage.SettleAsync();
        ICredentialStore store = stage.Services.GetRequiredService<ICredentialStore>();
        VendorCredential stored = await store.GetAsync(account.Ref, Token);

        // Somebody else uses the refresh token and does not tell us.
        await ((Http.IOAuthClient)((IKeyedServiceProvider)stage.Services).GetRequiredKeyedService(typeof(Http.IOAuthClient), "fub")).RenewAsync(account.Ref, stored, Token);
        stage.Time.Advance(TimeSpan.FromMinutes(61));
        await stage.RunJobAsync(account, SyncJobType.All, "people", "calls");

        Assert.Equal("reauth_required", await stage.TextAsync("select status from integrations.fub_accounts"));
        Assert.Equal(1, stage.Vendor.Requests.Count(path: "oauth/token", status: 400));
    }

    [Fact]
    public async Task A_user_who_declines_leaves_nothing_behind()
    {
        await using FubStage stage = await FubStage.OpenAsync();
        IFubOAuth oauth = stage.Services.GetRequiredService<IFubOAuth>();
        stage.Vendor.OAuth.Deny();
        Uri page = await oauth.BeginAsync(new Uri("https://app.example.com/oauth/fub"), cancellationToken: Token);
        using HttpClient browser = new(new SocketsHttpHandler { AllowAutoRedirect = false });
        using HttpResponseMessage back = await browser.GetAsync(page, Token);

        Assert.True((await oauth.CompleteAsync(back.Headers.Location!.Query, cancellationToken: Token)).IsDenied);
        var error = await Assert.ThrowsAsync<IntegrationSignInException>(() => oauth.CompleteAsync(back.Headers.Location.Query, cancellationToken: Token));

        Assert.Equal(SignInFailure.StateUsed, error.Failure);
        Assert.Equal(0, await stage.ScalarAsync<long>("select (select count(*) from integrations.fub_accounts) + (select count(*) from integrations.credentials)"));
    }

    [Fact]
    public async Task I14_no_token_and_no_code_is_in_a_log_a_span_or_the_database()
    {
        ConcurrentQueue<string> spans = [];
        using ActivityListener listener = new()
        {
            ShouldListenTo = static _ => true,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => spans.Enqueue($"{activity.DisplayName} {string.Join(' ', activity.TagObjects)} {string.Join(' ', activity.Events.SelectMany(static e => e.Tags))}"),
        };
        ActivitySource.AddActivityListener(listener);
        await using FubStage stage = await FubStage.OpenAsync(o => o.OAuth.Rotation = FubSimulatorRotation.Rotate);
        AccountInfo account = (await stage.SignInAsync()).Account!;
        await stage.SettleAsync();
        stage.Time.Advance(TimeSpan.FromMinutes(61));
        await stage.RunJobAsync(account, SyncJobType.All, "people");
        stage.Vendor.OAuth.Revoke(stage.Vendor.Accounts[0].Id);
        await stage.RunJobAsync(account, SyncJobType.All, "people");
        Assert.Equal("reauth_required", await stage.TextAsync("select status from integrations.fub_accounts"));

        // The simulator's spans are the vendor's own; the browser's show the address of its page.
        string all = string.Join('\n', [.. spans.Where(static s => !s.Contains("/oauth/authorize", StringComparison.Ordinal)), .. stage.Logs.GetSnapshot().Select(static r => $"{r.Message} {r.Exception}")]);
        Assert.NotEmpty(spans);
        Assert.Equal("", await SearchAsync(stage, "synthetic-(code|access|refresh)-token|secret_sim_0001"));
        Assert.DoesNotMatch("synthetic-(code|access|refresh)-token|secret_sim_0001", all);
        Assert.NotEqual("", await SearchAsync(stage, "reauth_required"));
    }

    private static async Task ReadAsync(IServiceProvider host, AccountInfo account) => await host.GetRequiredService<IFubClientFactory>().Create(account.Ref).GetIdentityAsync(Token);

    /// <summary>Tables of which a row, written as text, matches.</summary>
    private static async Task<string> SearchAsync(FubStage stage, string pattern)
    {
        string tables = await stage.TextAsync(
            "select string_agg(format('select %L::text as t where exists (select from integrations.%I r where to_jsonb(r)::text ~ ''%s'')', relname, relname, '" + pattern + "'), ' union all ') "
            + "from pg_class where relnamespace = 'integrations'::regnamespace and relkind = 'r'");
        return await stage.TextAsync($"select string_agg(t, ', ') from ({tables}) x");
    }
}
