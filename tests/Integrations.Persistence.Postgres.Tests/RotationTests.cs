using Integrations.Abstractions;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;

namespace Integrations.Persistence.Postgres.Tests;

/// <summary>Secrets move to the current key while everything runs, and the old key may go.</summary>
public sealed class RotationTests(StoreDatabase database) : IClassFixture<StoreDatabase>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task I14_after_a_rotation_the_old_key_may_be_revoked()
    {
        DirectoryInfo keys = Directory.CreateTempSubdirectory("keys");
        try
        {
            AccountRef[] accounts;
            string token;
            await using (StoreWorld before = await WorldAsync(keys))
            {
                accounts = [await before.ConnectAsync(), await before.ConnectAsync(), await before.ConnectAsync()];
                token = await before.Service<IWebhookTokenStore>().GetAsync(accounts[0], Token);
            }

            string old = await database.ScalarAsync<string>("select min(key_id) from integrations.credentials");
            byte[] stale = await database.ScalarAsync<byte[]>("select api_key from integrations.credentials order by id desc limit 1");
            await using (ServiceProvider store = Keys(keys))
            {
                store.GetRequiredService<IKeyManager>().CreateNewKey(TimeProvider.System.GetUtcNow(), TimeProvider.System.GetUtcNow().AddDays(90));
            }

            RotationResult result;
            await using (ServiceProvider rotating = Services(keys))
            {
                result = await rotating.GetRequiredService<ICredentialRotation>().RotateAsync(Token);
            }

            Assert.NotEqual(old, result.KeyId);
            Assert.Equal((4, 0, 0, 0), (result.Encrypted, result.Unreadable, result.Revived, result.Remaining));
            Assert.Equal([result.KeyId], await database.RowsAsync("select distinct key_id from integrations.credentials union select key_id from integrations.webhook_tokens"));
            Assert.Equal(["1"], await database.RowsAsync("select distinct token_version from integrations.credentials"));
            await using (ServiceProvider store = Keys(keys))
            {
                store.GetRequiredService<IKeyManager>().RevokeKey(new Guid(old), "leaked");
            }

            await using ServiceProvider after = Services(keys);
            foreach (AccountRef account in accounts)
            {
                Assert.Equal("fka_Synthetic", (await after.GetRequiredService<ICredentialStore>().GetAsync(account, Token)).ApiKey);
            }

            Assert.Equal(token, await after.GetRequiredService<IWebhookTokenStore>().GetAsync(accounts[0], Token));
            Assert.Equal(0, (await after.GetRequiredService<ICredentialRotation>().RotateAsync(Token)).Encrypted);

            // What was left with the revoked key is an account that says so, and the rotation counts it instead of failing.
            await database.ExecuteAsync("update integrations.credentials set api_key = $1, key_id = $2 where id = (select max(id) from integrations.credentials)", stale, old);
            await Assert.ThrowsAsync<IntegrationCredentialException>(() => after.GetRequiredService<ICredentialStore>().GetAsync(accounts[2], Token));
            RotationResult left = await after.GetRequiredService<ICredentialRotation>().RotateAsync(Token);
            Assert.Equal((0, 1, 1), (left.Encrypted, left.Unreadable, left.Remaining));
        }
        finally
        {
            keys.Delete(recursive: true);
            await database.ExecuteAsync("truncate integrations.webhook_tokens");
        }
    }

    [Fact]
    public async Task A_credential_that_is_renewed_or_replaced_meanwhile_is_not_overwritten()
    {
        Vault vault = new();
        await using StoreWorld world = await database.WorldAsync(s => s.AddSingleton<ICredentialProtector>(vault));
        AccountRef renewed = await world.OnboardedAsync();
        AccountRef plain = await world.OnboardedAsync();
        vault.Key = "second";
        vault.OnUnprotect = () =>
        {
            vault.OnUnprotect = static () => { };
            Assert.True(world.Credentials.SaveRenewedAsync(renewed, new VendorCredential { ApiKey = "fka_Renewed", Version = 2 }, Token).GetAwaiter().GetResult());
        };

        RotationResult result = await world.Service<ICredentialRotation>().RotateAsync(Token);

        Assert.Equal((1, 0), (result.Encrypted, result.Remaining));
        VendorCredential kept = await world.Credentials.GetAsync(renewed, Token);
        Assert.Equal(("fka_Renewed", 2), (kept.ApiKey, kept.Version));
        Assert.Equal(("fka_Synthetic", 1), ((await world.Credentials.GetAsync(plain, Token)).ApiKey, (await world.Credentials.GetAsync(plain, Token)).Version));
    }

    [Fact]
    public async Task A_rotation_that_was_stopped_goes_on_and_a_key_that_is_back_revives_its_accounts()
    {
        Vault vault = new();
        await using StoreWorld world = await database.WorldAsync(s => s.AddSingleton<ICredentialProtector>(vault));
        List<AccountRef> accounts = [];
        for (int i = 0; i < 5; i++)
        {
            accounts.Add(await world.OnboardedAsync());
        }

        vault.Key = "second";
        int reads = 0;
        using var stop = new CancellationTokenSource();
        vault.OnProtect = () =>
        {
            if (++reads == 4)
            {
                stop.Cancel();
            }
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => world.Service<ICredentialRotation>().RotateAsync(stop.Token));
        vault.OnProtect = static () => { };
        long done = await database.ScalarAsync<long>("select count(*) from integrations.credentials where key_id = 'second'");
        Assert.InRange(done, 1, 4);
        Assert.Equal(5 - done, (await world.Service<ICredentialRotation>().RotateAsync(Token)).Encrypted);

        // The keys are gone, and come back.
        vault.Lost = "second";
        vault.Key = "third";
        await world.Accounts.SetStatusAsync(accounts[0], AccountStatus.CredentialUnreadable, "no key", Token);
        Assert.Equal((0, 5, 0, 5), await SumAsync());
        vault.Lost = null;
        Assert.Equal((5, 0, 1, 0), await SumAsync());
        Assert.Equal(AccountStatus.Active, (await world.Accounts.FindAsync(accounts[0], Token))!.Status);

        async Task<(long, long, long, long)> SumAsync()
        {
            RotationResult result = await world.Service<ICredentialRotation>().RotateAsync(Token);
            return (result.Encrypted, result.Unreadable, result.Revived, result.Remaining);
        }
    }

    private static void UseKeys(IServiceCollection services, DirectoryInfo keys) => services.AddDataProtection().SetApplicationName("rotation").PersistKeysToFileSystem(keys);

    private static ServiceProvider Keys(DirectoryInfo keys)
    {
        ServiceCollection services = new();
        UseKeys(services, keys);
        return services.BuildServiceProvider();
    }

    private Task<StoreWorld> WorldAsync(DirectoryInfo keys) => database.WorldAsync(s => UseKeys(s, keys));

    private ServiceProvider Services(DirectoryInfo keys) => database.Services(s => UseKeys(s, keys));

    /// <summary>A key store whose current key a test sets, and may lose.</summary>
    private sealed class Vault : ICredentialProtector
    {
        public string Key { get; set; } = "first";

        public string? Lost { get; set; }

        public Action OnProtect { get; set; } = static () => { };

        public Action OnUnprotect { get; set; } = static () => { };

        public ProtectedSecret Protect(string secret, string purpose)
        {
            OnProtect();
            return new ProtectedSecret(System.Text.Encoding.UTF8.GetBytes($"{purpose}|{secret}"), Key);
        }

        public string Unprotect(ProtectedSecret secret, string purpose)
        {
            OnUnprotect();
            string text = System.Text.Encoding.UTF8.GetString(secret.Ciphertext.Span);
            return secret.KeyId != Lost && text.StartsWith(purpose + "|", StringComparison.Ordinal) ? text[(purpose.Length + 1)..] : throw new System.Security.Cryptography.CryptographicException("No such key.");
        }
    }
}
