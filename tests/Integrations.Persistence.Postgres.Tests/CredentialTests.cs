using System.Globalization;
using System.Text;
using Integrations.Abstractions;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;

namespace Integrations.Persistence.Postgres.Tests;

public sealed class CredentialTests(MigratedDatabase database) : IClassFixture<MigratedDatabase>
{
    private static int s_next;

    [Fact]
    public async Task A_credential_comes_back_as_it_was_given()
    {
        await using ServiceProvider services = Services();
        DateTimeOffset end = new(2026, 3, 1, 13, 0, 0, TimeSpan.Zero);
        VendorCredential given = new() { AccessToken = "at-Zebra-1", RefreshToken = "rt-Zebra-2", ApiSecret = "as-Zebra-3 ü", ExpiresAt = end };
        AccountInfo account = await ConnectAsync(services, given);

        VendorCredential read = await services.GetRequiredService<ICredentialStore>().GetAsync(account.Ref, Token);

        Assert.Null(read.ApiKey);
        Assert.Equal("at-Zebra-1", read.AccessToken);
        Assert.Equal("rt-Zebra-2", read.RefreshToken);
        Assert.Equal("as-Zebra-3 ü", read.ApiSecret);
        Assert.Equal(end, read.ExpiresAt);
        Assert.Equal(1, read.Version);
        Assert.Equal(["oauth"], await database.RowsAsync("select auth_kind from integrations.fub_accounts where id = $1", account.Ref.Id.Value));
    }

    [Fact]
    public async Task I14_no_secret_stands_in_clear_in_any_column_of_any_table()
    {
        await using ServiceProvider services = Services();
        string[] secrets = ["fka_Zanzibar4711", "sec_Zanzibar4712", "acc_Zanzibar4713", "ref_Zanzibar4714"];
        VendorCredential credential = new() { ApiKey = secrets[0], ApiSecret = secrets[1], AccessToken = secrets[2], RefreshToken = secrets[3] };
        AccountInfo account = await ConnectAsync(services, credential);
        await services.GetRequiredService<IAccountStore>().SetStatusAsync(account.Ref, AccountStatus.ReauthRequired, "refused", Token);

        Assert.Empty(await FindAsync(secrets));

        // The search must be able to find: the same text in a column of each kind.
        await database.ExecuteAsync("update integrations.fub_accounts set last_error = $2 where id = $1", account.Ref.Id.Value, "x" + secrets[0] + "y");
        await database.ExecuteAsync("update integrations.fub_accounts set counts_flags = jsonb_build_object('a', $2::text) where id = $1", account.Ref.Id.Value, secrets[1]);
        await database.ExecuteAsync("update integrations.credentials set api_secret = $2 where id = $1", account.CredentialsId!.Value.Value, Encoding.UTF8.GetBytes("x" + secrets[2]));
        Assert.Equal(["credentials.api_secret", "fub_accounts.counts_flags", "fub_accounts.last_error"], await FindAsync(secrets));
        await database.ExecuteAsync("update integrations.fub_accounts set last_error = null, counts_flags = '{}' where id = $1", account.Ref.Id.Value);
        await database.ExecuteAsync("update integrations.credentials set api_secret = null where id = $1", account.CredentialsId.Value.Value);
    }

    [Fact]
    public async Task I14_the_key_id_stands_beside_the_ciphertext()
    {
        await using ServiceProvider services = Services();
        AccountInfo account = await ConnectAsync(services, new VendorCredential { ApiKey = "fka_1", ApiSecret = "s" });

        string key = await database.ScalarAsync<string>("select key_id from integrations.credentials where id = $1", account.CredentialsId!.Value.Value);
        Assert.True(Guid.TryParse(key, CultureInfo.InvariantCulture, out _), key);
    }

    [Fact]
    public async Task I14_a_key_moved_to_another_account_does_not_decrypt()
    {
        await using ServiceProvider services = Services();
        AccountInfo victim = await ConnectAsync(services, new VendorCredential { ApiKey = "fka_Victim" });
        AccountInfo thief = await ConnectAsync(services, new VendorCredential { ApiKey = "fka_Thief" });
        await database.ExecuteAsync(
            "update integrations.credentials t set api_key = v.api_key, key_id = v.key_id from integrations.credentials v where t.id = $1 and v.id = $2",
            thief.CredentialsId!.Value.Value,
            victim.CredentialsId!.Value.Value);

        var error = await Assert.ThrowsAsync<IntegrationCredentialException>(() => services.GetRequiredService<ICredentialStore>().GetAsync(thief.Ref, Token));

        Assert.DoesNotContain("fka_", error.ToString(), StringComparison.Ordinal);
        Assert.Equal("fka_Victim", (await services.GetRequiredService<ICredentialStore>().GetAsync(victim.Ref, Token)).ApiKey);
    }

    [Fact]
    public async Task I14_a_key_moved_to_another_field_does_not_decrypt()
    {
        await using ServiceProvider services = Services();
        AccountInfo account = await ConnectAsync(services, new VendorCredential { ApiKey = "fka_1" });
        await database.ExecuteAsync("update integrations.credentials set access_token_enc = api_key where id = $1", account.CredentialsId!.Value.Value);

        await Assert.ThrowsAsync<IntegrationCredentialException>(() => services.GetRequiredService<ICredentialStore>().GetAsync(account.Ref, Token));
    }

    [Fact]
    public async Task A_host_without_the_key_is_told_what_to_do()
    {
        await using ServiceProvider one = Services();
        await using ServiceProvider other = Services();
        AccountInfo account = await ConnectAsync(one, new VendorCredential { ApiKey = "fka_1" });

        var error = await Assert.ThrowsAsync<IntegrationCredentialException>(() => other.GetRequiredService<ICredentialStore>().GetAsync(account.Ref, Token));

        Assert.Contains(account.Ref.ToString(), error.Message, StringComparison.Ordinal);
        Assert.Contains("connect the account again", error.Message, StringComparison.Ordinal);
        Assert.Contains(await database.ScalarAsync<string>("select key_id from integrations.credentials where id = $1", account.CredentialsId!.Value.Value), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_host_may_bring_a_protector_of_its_own()
    {
        await using ServiceProvider services = Services(s => s.AddSingleton<ICredentialProtector, Reversing>());
        AccountInfo account = await ConnectAsync(services, new VendorCredential { ApiKey = "fka_1" });

        Assert.Equal("fka_1", (await services.GetRequiredService<ICredentialStore>().GetAsync(account.Ref, Token)).ApiKey);
        Assert.Equal(
            [$"vault-7|1_akf|fub/{account.Ref.Id}/api_key"],
            await database.RowsAsync(
                "select key_id, split_part(convert_from(api_key, 'UTF8'), '@', 1), split_part(convert_from(api_key, 'UTF8'), '@', 2) from integrations.credentials where id = $1", account.CredentialsId!.Value.Value));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Services with keys of their own, kept in memory.</summary>
    private ServiceProvider Services(Action<IServiceCollection>? configure = null) => database.Services(s =>
    {
        s.AddSingleton<IDataProtectionProvider>(new EphemeralDataProtectionProvider());
        configure?.Invoke(s);
    });

    private static Task<AccountInfo> ConnectAsync(ServiceProvider services, VendorCredential credential) => services.GetRequiredService<IAccountStore>().ConnectAsync(
        new AccountRegistration
        {
            Vendor = "fub",
            Credential = credential,
            Identity = new VendorIdentity { AccountId = "1700000001", UserId = "fau_Synthetic" + Interlocked.Increment(ref s_next).ToString(CultureInfo.InvariantCulture) },
        },
        Token);

    /// <summary>Columns of any table that hold one of the texts, in clear or as hexadecimal or base64 of it.</summary>
    private async Task<IReadOnlyList<string>> FindAsync(string[] texts)
    {
        string[] wanted = [.. texts.SelectMany(static t => new[] { t, Convert.ToHexStringLower(Encoding.UTF8.GetBytes(t)), Convert.ToBase64String(Encoding.UTF8.GetBytes(t)) })];
        IReadOnlyList<string> columns = await database.RowsAsync(
            """
            select c.relname, a.attname, t.typname from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace join pg_type t on t.oid = a.atttypid
            where n.nspname = 'integrations' and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
            """);
        List<string> found = [];
        foreach (string[] column in columns.Select(static c => c.Split('|')))
        {
            string value = column[2] == "bytea" ? $"encode(\"{column[1]}\", 'hex')" : $"\"{column[1]}\"::text";
            string sql = $"select count(*) from integrations.\"{column[0]}\" where exists (select 1 from unnest($1::text[]) w where strpos({value}, w) > 0)";
            if (await database.ScalarAsync<long>(sql, [wanted]) > 0)
            {
                found.Add($"{column[0]}.{column[1]}");
            }
        }

        return [.. found.Order(StringComparer.Ordinal)];
    }

    private sealed class Reversing : ICredentialProtector
    {
        public ProtectedSecret Protect(string secret, string purpose) => new(Encoding.UTF8.GetBytes(string.Concat(secret.Reverse()) + "@" + purpose), "vault-7");

        public string Unprotect(ProtectedSecret secret, string purpose) => string.Concat(Encoding.UTF8.GetString(secret.Ciphertext.Span).Split('@')[0].Reverse());
    }
}
