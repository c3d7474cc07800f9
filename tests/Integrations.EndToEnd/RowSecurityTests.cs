using System.Globalization;
using Integrations.Abstractions;
using Integrations.Persistence.Postgres;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Integrations.EndToEnd;

/// <summary>A reader who does not own the tables sees the accounts that the session names, and nothing without.</summary>
public sealed class RowSecurityTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("fub", "fub_people", "fub_deal_people", new[] { "chores", "contribution_tiers", "integration_erasure", "schema_migrations" })]
    [InlineData("rezen", "rezen_transactions", "core_check", new[] { "chores", "contribution_tiers", "integration_erasure", "rezen_status_words", "schema_migrations" })]
    public async Task A_reader_sees_the_accounts_that_its_session_names_and_nothing_without(string vendor, string mirror, string view, string[] words)
    {
        await using Stage stage = await AccountSeed.OpenAsync(vendor);
        (AccountInfo one, AccountInfo two, _) = await AccountSeed.PlantAsync(stage);
        TableRegistry registry = stage.Services.GetRequiredService<TableRegistry>();
        await SecureAsync(stage);
        await using Reader reader = await Reader.OpenAsync(stage);

        string[] guarded = [.. await NamesAsync(stage, "relkind in ('r', 'p', 'v')")];
        Dictionary<string, long> all = await CountsAsync(stage.Data, guarded);
        Dictionary<string, long> without = await reader.CountsAsync(null, guarded);
        Dictionary<string, long> ofOne = await reader.CountsAsync($"{vendor}:{one.Ref.Id}", guarded);
        Dictionary<string, long> ofTwo = await reader.CountsAsync($"{vendor}:{two.Ref.Id}", guarded);
        Dictionary<string, long> ofBoth = await reader.CountsAsync($" {vendor}:{one.Ref.Id}, {vendor}:{two.Ref.Id} ", guarded);

        string[] open = [.. registry.Tables.Where(static t => t.Visible is null).Select(static t => t.Name)];
        Assert.Equal(words, open.Order(StringComparer.Ordinal));
        Assert.Equal([], without.Where(c => c.Value != 0 && !open.Contains(c.Key, StringComparer.Ordinal)).Select(static c => c.Key));
        Assert.True(all.Count(c => c.Value > 0 && !open.Contains(c.Key, StringComparer.Ordinal)) >= 30, "The tables must have rows, or nothing is proved.");
        foreach (RegisteredTable table in registry.Tables.Where(static t => t.Visible is not (null or "false")))
        {
            Assert.Equal((table.Name, await OwnedAsync(stage, table, one.Ref)), (table.Name, ofOne[table.Name]));
            Assert.Equal((table.Name, await OwnedAsync(stage, table, two.Ref)), (table.Name, ofTwo[table.Name]));
            Assert.Equal((table.Name, ofOne[table.Name] + ofTwo[table.Name]), (table.Name, ofBoth[table.Name]));
        }

        Assert.Equal([0L, 0L, 0L], new[] { "credentials", "webhook_tokens", "oauth_states" }.Select(t => ofBoth[t]));
        Assert.True(ofOne[view] > 0 && ofOne[view] < all[view], "Views read with the rights of whoever asks.");
        string id = one.Ref.Id.ToString();
        foreach (string odd in new[] { "", "*", vendor, $"{vendor}:", $"{vendor}:*", id, $"acme:{id}", $"{vendor.ToUpperInvariant()}:{id}", $"{vendor}:{id}x", $"{vendor}:-1", $"{vendor}:99999999999999999999" })
        {
            Assert.Equal(0, (await reader.CountsAsync(odd, [mirror, "participant", "sync_state", $"{vendor}_sync_state"])).Values.Sum());
        }

        string[] views = await NamesAsync(stage, "relkind = 'v'");
        Assert.Equal(guarded.Length - open.Length - views.Length, await stage.ScalarAsync<long>("select count(*) from pg_class where relnamespace = 'integrations'::regnamespace and relkind in ('r', 'p') and relrowsecurity"));
    }

    [Theory]
    [InlineData("fub", "fub_people", "first_name")]
    [InlineData("rezen", "rezen_transactions", "code")]
    public async Task A_reader_writes_nothing_and_the_library_works_as_before(string vendor, string mirror, string column)
    {
        await using Stage stage = await AccountSeed.OpenAsync(vendor);
        AccountInfo account = await stage.ConnectAsync();
        await SecureAsync(stage);
        await stage.SettleAsync();
        await stage.AssertMirrorIsVendorAsync(account);
        await using Reader reader = await Reader.OpenAsync(stage);
        await reader.SeeAsync($"{vendor}:{account.Ref.Id}");

        // Rights that a careless grant gave.
        Assert.Equal(0, await reader.ExecuteAsync($"update integrations.{mirror} set {column} = 'x'"));
        Assert.Equal(0, await reader.ExecuteAsync($"delete from integrations.{mirror}"));
        Assert.Equal("42501", (await Assert.ThrowsAsync<PostgresException>(() => reader.ExecuteAsync($"insert into integrations.sync_seen values ('{vendor}', {account.Ref.Id}, 'people', '1')"))).SqlState);

        // It locks tables only when it is new.
        Assert.Empty(await MigrateAsync(stage));
        stage.ChangeVendor(changes: 20, seed: 1);
        await stage.SyncAndReconcileAsync(account);
        await stage.AssertMirrorIsVendorAsync(account);
    }

    private static async Task SecureAsync(Stage stage) => Assert.StartsWith("security/", Assert.Single(await MigrateAsync(stage)), StringComparison.Ordinal);

    private static async Task<IReadOnlyList<string>> MigrateAsync(Stage stage)
    {
        var services = new ServiceCollection();
        Engine.IntegrationsServiceCollectionExtensions.AddIntegrations(services).UsePostgres(stage.Data, static o => o.RowLevelSecurity = true);
        stage.AddVendor(services);
        await using ServiceProvider provider = services.BuildServiceProvider();
        return await provider.GetRequiredService<PostgresMigrator>().MigrateAsync(Token);
    }

    private static async Task<string[]> NamesAsync(Stage stage, string condition) =>
        (await stage.TextAsync($"select string_agg(relname, ',' order by relname) from pg_class where relnamespace = 'integrations'::regnamespace and {condition}")).Split(',');

    private static async Task<long> OwnedAsync(Stage stage, RegisteredTable table, AccountRef account) =>
        long.Parse(await AccountSeed.QueryAsync(stage, $"select count(*)::text from integrations.\"{table.Name}\" t where {table.Owned}", account), CultureInfo.InvariantCulture);

    private static async Task<Dictionary<string, long>> CountsAsync(NpgsqlDataSource data, IEnumerable<string> tables)
    {
        await using NpgsqlConnection connection = await data.OpenConnectionAsync(Token);
        return await CountsAsync(connection, tables);
    }

    private static async Task<Dictionary<string, long>> CountsAsync(NpgsqlConnection connection, IEnumerable<string> tables)
    {
        Dictionary<string, long> counts = new(StringComparer.Ordinal);
        foreach (string table in tables)
        {
            await using NpgsqlCommand command = new($"select count(*) from integrations.\"{table}\"", connection);
            counts[table] = (long)(await command.ExecuteScalarAsync(Token))!;
        }

        return counts;
    }

    /// <summary>A session as a role that owns nothing but has been granted everything.</summary>
    private sealed class Reader(NpgsqlConnection connection, string role) : IAsyncDisposable
    {
        public static async Task<Reader> OpenAsync(Stage stage)
        {
            string role = $"reader_{Guid.NewGuid():n}";
            NpgsqlConnection connection = await stage.Data.OpenConnectionAsync(Token);
            var reader = new Reader(connection, role);
            await reader.ExecuteAsync($"create role {role}; grant usage on schema integrations to {role}; grant all on all tables in schema integrations to {role}; set role {role}");
            return reader;
        }

        public async Task<int> ExecuteAsync(string sql)
        {
            await using NpgsqlCommand command = new(sql, connection);
            return await command.ExecuteNonQueryAsync(Token);
        }

        public Task<int> SeeAsync(string accounts) => ExecuteAsync($"set integrations.account_ids = '{accounts}'");

        public async Task<Dictionary<string, long>> CountsAsync(string? accounts, IEnumerable<string> tables)
        {
            if (accounts is not null)
            {
                await SeeAsync(accounts);
            }

            return await RowSecurityTests.CountsAsync(connection, tables);
        }

        public async ValueTask DisposeAsync()
        {
            await ExecuteAsync($"reset role; drop owned by {role}; drop role {role}");
            await connection.DisposeAsync();
        }
    }
}
