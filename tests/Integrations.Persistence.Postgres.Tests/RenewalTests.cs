using System.Globalization;
using Integrations.Abstractions;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Integrations.Persistence.Postgres.Tests;

public sealed class RenewalTests : IClassFixture<MigratedDatabase>, IDisposable
{
    private static readonly TimeSpan s_duration = TimeSpan.FromSeconds(60);
    private static int s_next;

    private readonly MigratedDatabase _database;
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly ServiceProvider _services;
    private readonly ICredentialStore _store;

    public RenewalTests(MigratedDatabase database)
    {
        _database = database;
        _services = database.Services(s => s.AddSingleton<TimeProvider>(_time).AddSingleton<IDataProtectionProvider>(new EphemeralDataProtectionProvider()));
        _store = _services.GetRequiredService<ICredentialStore>();
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _services.Dispose();

    [Fact]
    public async Task I2_of_many_who_ask_at_once_one_may_renew_and_the_version_moves_once()
    {
        AccountInfo account = await ConnectAsync();

        RenewalClaim[] claims = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => _store.ClaimRenewalAsync(account.Ref, 1, s_duration, Token)));
        bool[] saved = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => _store.SaveRenewedAsync(account.Ref, new VendorCredential { AccessToken = $"a{i}", RefreshToken = "r", Version = 2 }, Token)));

        Assert.Single(claims, static c => c.Lease is not null);
        Assert.All(claims, static c => Assert.Null(c.Pause));
        Assert.Single(saved, static s => s);
        Assert.Equal(2, (await _store.GetAsync(account.Ref, Token)).Version);
    }

    [Fact]
    public async Task What_is_saved_is_what_is_read_and_ends_the_lease()
    {
        AccountInfo account = await ConnectAsync();
        Assert.NotNull((await _store.ClaimRenewalAsync(account.Ref, 1, s_duration, Token)).Lease);
        DateTimeOffset end = _time.GetUtcNow().AddHours(1);

        Assert.True(await _store.SaveRenewedAsync(account.Ref, new VendorCredential { AccessToken = "a2", RefreshToken = "r2", ExpiresAt = end, Version = 2 }, Token));

        VendorCredential stored = await _store.GetAsync(account.Ref, Token);
        Assert.Equal(("a2", "r2", null, end, 2), (stored.AccessToken, stored.RefreshToken, stored.ApiKey, stored.ExpiresAt, stored.Version));
        Assert.NotNull((await _store.ClaimRenewalAsync(account.Ref, 2, s_duration, Token)).Lease);
        Assert.Equal(
            ["2026-03-01 12:00:00"],
            await _database.RowsAsync("select to_char(refreshed_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS') from integrations.credentials where id = $1", account.CredentialsId!.Value.Value));
    }

    [Fact]
    public async Task A_version_that_was_replaced_is_not_granted_and_the_newer_one_is_told()
    {
        AccountInfo account = await ConnectAsync();
        await _store.SaveRenewedAsync(account.Ref, new VendorCredential { AccessToken = "a2", RefreshToken = "r2", Version = 2 }, Token);

        RenewalClaim late = await _store.ClaimRenewalAsync(account.Ref, 1, s_duration, Token);

        Assert.Equal((null, 2, "a2"), (late.Lease, late.Credential.Version, late.Credential.AccessToken));
    }

    [Fact]
    public async Task I8_the_lease_of_a_renewer_that_died_ends_and_what_it_brings_late_still_counts()
    {
        AccountInfo account = await ConnectAsync();
        RenewalClaim dead = await _store.ClaimRenewalAsync(account.Ref, 1, s_duration, Token);
        _time.Advance(s_duration - TimeSpan.FromSeconds(1));
        Assert.Null((await _store.ClaimRenewalAsync(account.Ref, 1, s_duration, Token)).Lease);
        _time.Advance(TimeSpan.FromSeconds(1));

        RenewalClaim next = await _store.ClaimRenewalAsync(account.Ref, 1, s_duration, Token);

        Assert.NotNull(next.Lease);
        Assert.NotEqual(dead.Lease, next.Lease);
        await _store.ReleaseRenewalAsync(account.Ref, dead.Lease!.Value, TimeSpan.Zero, Token);
        Assert.Null((await _store.ClaimRenewalAsync(account.Ref, 1, s_duration, Token)).Lease);
        Assert.True(await _store.SaveRenewedAsync(account.Ref, new VendorCredential { AccessToken = "late", Version = 2 }, Token));
        Assert.False(await _store.SaveRenewedAsync(account.Ref, new VendorCredential { AccessToken = "later", Version = 2 }, Token));
    }

    [Fact]
    public async Task A_pause_holds_for_all_and_ends()
    {
        AccountInfo account = await ConnectAsync();
        RenewalClaim claim = await _store.ClaimRenewalAsync(account.Ref, 1, s_duration, Token);

        await _store.ReleaseRenewalAsync(account.Ref, claim.Lease!.Value, TimeSpan.FromSeconds(5), Token);

        _time.Advance(TimeSpan.FromSeconds(2));
        RenewalClaim paused = await _store.ClaimRenewalAsync(account.Ref, 1, s_duration, Token);
        Assert.Equal((null, TimeSpan.FromSeconds(3)), (paused.Lease, paused.Pause));
        _time.Advance(TimeSpan.FromSeconds(3));
        Assert.NotNull((await _store.ClaimRenewalAsync(account.Ref, 1, s_duration, Token)).Lease);
    }

    [Fact]
    public async Task Connecting_again_wins_over_a_renewal_that_is_under_way()
    {
        AccountInfo account = await ConnectAsync();
        await _store.ClaimRenewalAsync(account.Ref, 1, s_duration, Token);

        AccountInfo again = await ConnectAsync(account.VendorAccountId);

        Assert.Equal(account.Ref, again.Ref);
        Assert.False(await _store.SaveRenewedAsync(account.Ref, new VendorCredential { AccessToken = "renewed", Version = 2 }, Token));
        Assert.Equal(("a1", 2), ((await _store.GetAsync(account.Ref, Token)).AccessToken, (await _store.GetAsync(account.Ref, Token)).Version));
        Assert.NotNull((await _store.ClaimRenewalAsync(account.Ref, 2, s_duration, Token)).Lease);
    }

    [Fact]
    public async Task By_the_clock_of_the_server_when_the_host_has_none_of_its_own()
    {
        AccountInfo account = await ConnectAsync();
        await using ServiceProvider real = _database.Services(s => s.AddSingleton(_services.GetRequiredService<IDataProtectionProvider>()));
        ICredentialStore store = real.GetRequiredService<ICredentialStore>();

        RenewalClaim claim = await store.ClaimRenewalAsync(account.Ref, 1, s_duration, Token);
        Assert.NotNull(claim.Lease);
        Assert.Null((await store.ClaimRenewalAsync(account.Ref, 1, s_duration, Token)).Lease);
        await store.ReleaseRenewalAsync(account.Ref, claim.Lease.Value, TimeSpan.FromMinutes(1), Token);

        Assert.InRange((await store.ClaimRenewalAsync(account.Ref, 1, s_duration, Token)).Pause!.Value, TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(1));
        Assert.True(await _database.ScalarAsync<bool>("select renewal_until between now() and now() + interval '2 minutes' from integrations.credentials where id = $1", account.CredentialsId!.Value.Value));
    }

    [Fact]
    public async Task An_account_that_is_not_there_says_so()
    {
        var nobody = new AccountRef("fub", new RowId(4_000_000));

        await Assert.ThrowsAsync<IntegrationConfigurationException>(() => _store.ClaimRenewalAsync(nobody, 1, s_duration, Token));
        Assert.False(await _store.SaveRenewedAsync(nobody, new VendorCredential { AccessToken = "a", Version = 2 }, Token));
    }

    [Fact]
    public async Task I14_a_renewed_token_stands_in_clear_nowhere()
    {
        AccountInfo account = await ConnectAsync();
        await _store.SaveRenewedAsync(account.Ref, new VendorCredential { AccessToken = "Zanzibar-access", RefreshToken = "Zanzibar-refresh", Version = 2 }, Token);

        Assert.Equal(
            ["f|f|t"],
            await _database.RowsAsync(
                """
                select case when position('Zanzibar'::bytea in access_token_enc) > 0 then 't' else 'f' end, case when position('Zanzibar'::bytea in refresh_token_enc) > 0 then 't' else 'f' end,
                  case when api_key is null then 't' else 'f' end
                from integrations.credentials where id = $1
                """,
                account.CredentialsId!.Value.Value));
    }

    [Fact]
    public async Task A_sign_in_comes_back_as_it_was_stored_and_is_used_once()
    {
        IOAuthStateStore states = _services.GetRequiredService<IOAuthStateStore>();
        var state = new OAuthState
        {
            Key = Guid.NewGuid(),
            Vendor = "fub",
            SecretHash = new byte[] { 1, 2, 3 },
            Owner = new ConnectOptions { TenantId = Guid.NewGuid(), UserId = 7 },
            RedirectUri = new Uri("https://app.example.com/oauth/fub?a=b"),
            ExpiresAt = _time.GetUtcNow().AddMinutes(30),
        };
        await states.AddAsync(state, Token);

        OAuthState found = (await states.FindAsync(state.Key, Token))!;
        bool[] used = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => states.TryUseAsync(state.Key, Token)));

        Assert.Equal(state.SecretHash.ToArray(), found.SecretHash.ToArray());
        Assert.Equal(state, found with { SecretHash = state.SecretHash });
        Assert.Single(used, static u => u);
        Assert.Equal(_time.GetUtcNow(), (await states.FindAsync(state.Key, Token))!.UsedAt);
        Assert.Null(await states.FindAsync(Guid.NewGuid(), Token));
        Assert.False(await states.TryUseAsync(Guid.NewGuid(), Token));
    }

    [Fact]
    public async Task I14_a_proof_key_comes_back_and_is_encrypted_at_rest()
    {
        IOAuthStateStore states = _services.GetRequiredService<IOAuthStateStore>();
        var state = new OAuthState
        {
            Key = Guid.NewGuid(),
            Vendor = "rezen",
            SecretHash = new byte[] { 1 },
            Owner = new ConnectOptions(),
            RedirectUri = new Uri("https://app.example.com/"),
            CodeVerifier = "Canary-proof-key",
            ExpiresAt = _time.GetUtcNow().AddMinutes(30),
        };
        await states.AddAsync(state, Token);

        Assert.Equal("Canary-proof-key", (await states.FindAsync(state.Key, Token))!.CodeVerifier);
        Assert.False(await _database.ScalarAsync<bool>("select position('Canary'::bytea in code_verifier_enc) > 0 or key_id is null from integrations.oauth_states where id = $1", state.Key));
    }

    [Fact]
    public async Task Sign_ins_that_ended_long_ago_are_removed_when_another_begins()
    {
        IOAuthStateStore states = _services.GetRequiredService<IOAuthStateStore>();
        OAuthState State() => new()
        {
            Key = Guid.NewGuid(),
            Vendor = "fub",
            SecretHash = new byte[] { 1 },
            Owner = new ConnectOptions(),
            RedirectUri = new Uri("https://app.example.com/"),
            ExpiresAt = _time.GetUtcNow().AddMinutes(30),
        };
        OAuthState old = State();
        await states.AddAsync(old, Token);
        _time.Advance(TimeSpan.FromHours(24));
        OAuthState young = State();
        await states.AddAsync(young, Token);
        Assert.NotNull(await states.FindAsync(old.Key, Token));

        _time.Advance(TimeSpan.FromHours(1));
        await states.AddAsync(State(), Token);

        Assert.Null(await states.FindAsync(old.Key, Token));
        Assert.NotNull(await states.FindAsync(young.Key, Token));
    }

    private Task<AccountInfo> ConnectAsync(string? account = null) => _services.GetRequiredService<IAccountStore>().ConnectAsync(
        new AccountRegistration
        {
            Vendor = "fub",
            Credential = new VendorCredential { AccessToken = "a1", RefreshToken = "r1", ExpiresAt = _time.GetUtcNow() },
            Identity = new VendorIdentity { AccountId = account ?? (1_700_100_000 + Interlocked.Increment(ref s_next)).ToString(CultureInfo.InvariantCulture), UserId = "fau_SyntheticOW1" },
        },
        Token);
}
