using Integrations.Abstractions;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Integrations.Persistence.Postgres.Tests;

public sealed class MigrationTests : IAsyncLifetime
{
    private readonly TestDatabase _database = new();

    public ValueTask InitializeAsync() => _database.InitializeAsync();

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Second_migration_does_nothing()
    {
        IReadOnlyList<string> first = await _database.Migrator(null, TestFub.Descriptor).MigrateAsync(TestContext.Current.CancellationToken);
        IReadOnlyList<string> second = await _database.Migrator(null, TestFub.Descriptor).MigrateAsync(TestContext.Current.CancellationToken);

        Assert.Equal("common/0001_types.sql", first[0]);
        Assert.Contains("fub/0003_mirror.sql", first);
        Assert.Empty(second);
        Assert.Equal(first.Count, await _database.ScalarAsync<long>("select count(*) from integrations.schema_migrations"));
    }

    [Fact]
    public async Task Processes_that_migrate_at_once_all_succeed_and_each_script_runs_once()
    {
        Task<IReadOnlyList<string>>[] all = [.. Enumerable.Range(0, 4).Select(_ => _database.Migrator(null, TestFub.Descriptor).MigrateAsync(TestContext.Current.CancellationToken))];
        IReadOnlyList<string>[] done = await Task.WhenAll(all);

        string[] ran = [.. done.SelectMany(static d => d)];
        Assert.Equal(ran.Length, ran.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(ran.Length, await _database.ScalarAsync<long>("select count(*) from integrations.schema_migrations"));
    }

    [Fact]
    public async Task Two_schemas_live_in_one_database()
    {
        PostgresOptions other = new() { Schema = "crm_mirror_2" };
        await _database.Migrator(null, TestFub.Descriptor).MigrateAsync(TestContext.Current.CancellationToken);
        Assert.NotEmpty(await _database.Migrator(other, TestFub.Descriptor).MigrateAsync(TestContext.Current.CancellationToken));

        const string Tables = "select count(*) from information_schema.tables where table_schema = $1";
        Assert.Equal(await _database.ScalarAsync<long>(Tables, "integrations"), await _database.ScalarAsync<long>(Tables, "crm_mirror_2"));
        Assert.Empty(await _database.RowsAsync(
            "select conrelid::regclass from pg_constraint c join pg_namespace n on n.oid = c.connamespace join pg_class t on t.oid = c.confrelid where n.nspname = 'crm_mirror_2' and t.relnamespace <> n.oid"));
    }

    [Fact]
    public async Task Only_the_tables_of_registered_vendors_are_made()
    {
        await _database.Migrator().MigrateAsync(TestContext.Current.CancellationToken);

        Assert.Equal(1L, await _database.ScalarAsync<long>("select count(*) from information_schema.tables where table_schema = 'integrations' and table_name = 'sync_job_steps'"));
        Assert.Empty(await _database.RowsAsync("select table_name from information_schema.tables where table_schema = 'integrations' and table_name like 'fub%'"));
    }

    [Fact]
    public async Task A_vendor_can_be_added_later()
    {
        await _database.Migrator().MigrateAsync(TestContext.Current.CancellationToken);
        IReadOnlyList<string> added = await _database.Migrator(null, TestFub.Descriptor).MigrateAsync(TestContext.Current.CancellationToken);

        Assert.NotEmpty(added);
        Assert.All(added, static name => Assert.StartsWith("fub/", name, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_printed_script_makes_the_same_schema_and_the_migrator_accepts_it()
    {
        await _database.ExecuteAsync(_database.Migrator(null, TestFub.Descriptor).Script());

        Assert.Empty(await _database.Migrator(null, TestFub.Descriptor).MigrateAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_script_that_fails_leaves_nothing_and_says_what_is_in_its_way()
    {
        await _database.ExecuteAsync("create schema integrations; create table integrations.rate_budget (x integer)");

        var error = await Assert.ThrowsAsync<IntegrationConfigurationException>(() => _database.Migrator().MigrateAsync(TestContext.Current.CancellationToken));

        Assert.Contains("common/0004_accounts.sql", error.Message, StringComparison.Ordinal);
        Assert.Contains("rate_budget", error.Message, StringComparison.Ordinal);
        Assert.Empty(await _database.RowsAsync("select 1 from information_schema.tables where table_schema = 'integrations' and table_name = 'credentials'"));
        Assert.Equal(3L, await _database.ScalarAsync<long>("select count(*) from integrations.schema_migrations"));

        await _database.ExecuteAsync("drop table integrations.rate_budget");
        Assert.Equal("common/0004_accounts.sql", (await _database.Migrator().MigrateAsync(TestContext.Current.CancellationToken))[0]);
    }

    [Fact]
    public async Task A_user_without_rights_is_told_what_to_grant()
    {
        string role = "reader_" + Guid.NewGuid().ToString("N")[..8];
        await _database.ExecuteAsync($"create role {role} login password 'Swordfish-7'");
        try
        {
            await using NpgsqlDataSource dataSource = NpgsqlDataSource.Create(
                new NpgsqlConnectionStringBuilder(_database.ConnectionString) { Username = role, Password = "Swordfish-7" }.ConnectionString);
            var error = await Assert.ThrowsAsync<IntegrationConfigurationException>(() => Migrator(dataSource).MigrateAsync(TestContext.Current.CancellationToken));

            Assert.Contains("grant", error.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("Swordfish", error.ToString(), StringComparison.Ordinal);
        }
        finally
        {
            await _database.ExecuteAsync($"drop role {role}");
        }
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_named_without_the_password()
    {
        await using NpgsqlDataSource dataSource = NpgsqlDataSource.Create("Host=127.0.0.1;Port=1;Database=nowhere;Username=app;Password=Swordfish-7;Timeout=3");

        var error = await Assert.ThrowsAsync<IntegrationUnavailableException>(() => Migrator(dataSource).MigrateAsync(TestContext.Current.CancellationToken));

        Assert.Contains("127.0.0.1:1", error.Message, StringComparison.Ordinal);
        Assert.Contains("UsePostgres", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Swordfish", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_does_not_exist_is_a_configuration_error()
    {
        await using NpgsqlDataSource dataSource = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(_database.ConnectionString) { Database = "not_there_" + Guid.NewGuid().ToString("N") }.ConnectionString);

        var error = await Assert.ThrowsAsync<IntegrationConfigurationException>(() => Migrator(dataSource).MigrateAsync(TestContext.Current.CancellationToken));

        Assert.Contains("does not exist", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_vendor_without_tables_is_a_configuration_error()
    {
        var error = await Assert.ThrowsAsync<IntegrationConfigurationException>(
            () => _database.Migrator(null, TestFub.Descriptor with { Name = "acme" }).MigrateAsync(TestContext.Current.CancellationToken));

        Assert.Contains("'acme'", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Integrations")]
    [InlineData("1st")]
    [InlineData("a-b")]
    [InlineData("a\"; drop table x; --")]
    [InlineData("pg_mine")]
    [InlineData("a23456789012345678901234567890123456789012345678901234567890123x")]
    public void A_schema_name_that_is_no_plain_identifier_is_refused(string name)
    {
        Assert.Throws<IntegrationConfigurationException>(() => _database.Migrator(new PostgresOptions { Schema = name }));
        Assert.True(new PostgresOptionsValidator().Validate(null, new PostgresOptions { Schema = name }).Failed);
    }

    private static PostgresMigrator Migrator(NpgsqlDataSource dataSource) => new(dataSource, [], Options.Create(new PostgresOptions()), NullLogger<PostgresMigrator>.Instance);
}
