using System.Diagnostics;
using System.Globalization;
using Integrations.Abstractions;
using Integrations.Fub;
using Integrations.Rezen;
using Integrations.Simulators;
using Integrations.Testing;
using Npgsql;

namespace Integrations.EndToEnd;

/// <summary>The verbs of <c>samples/SyncHost</c>, each in a process of its own, set up by environment variables as an operator would.</summary>
public sealed class SampleHostTests : IDisposable
{
    /// <summary>Where the processes keep the key that encrypts credentials.</summary>
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("integrations-sample-home-");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _home.Delete(recursive: true);

    [Fact]
    public async Task The_verbs_do_for_an_account_of_Follow_Up_Boss_what_they_say()
    {
        await using FubSimulator vendor = await FubSimulator.StartAsync(new FubSimulatorOptions { AccountCount = 1, RateLimits = FubSimulatorRateLimits.Off }, Token);

        await VerbsAsync(
            FubDefaults.Vendor,
            vendor.Accounts[0].OwnerKey,
            new Dictionary<string, string> { ["Fub__BaseAddress"] = vendor.BaseAddress.ToString() },
            FubStreams.All,
            static _ => true,
            entity => vendor.Ids(vendor.Accounts[0].Id, entity).Count,
            ["participant", "contact_log", "transaction"]);
    }

    [Fact]
    public async Task The_verbs_do_for_an_account_of_reZEN_what_they_say()
    {
        await using RezenSimulator vendor = await RezenSimulator.StartAsync(new RezenSimulatorOptions { AccountCount = 1 }, Token);
        Dictionary<string, string> settings = vendor.Services.Where(static s => s.Key != "keymaker-oauth").ToDictionary(static s => "Rezen__Services__" + s.Key, static s => s.Value.ToString());
        settings["Rezen__RequestsPerSecond"] = "0";

        await VerbsAsync(
            RezenDefaults.Vendor,
            vendor.Accounts[0].ApiKey,
            settings,
            RezenStreams.All,
            static stream => stream != RezenStreams.Equity && stream != RezenStreams.ReferralCode,
            entity => vendor.Ids(vendor.Accounts[0].Id, entity).Count,
            ["participant", "transaction", "listing", "contribution", "network_member"]);
    }

    /// <summary>Connects an account, works through its onboarding, syncs it, fills its core tables anew and looks at it.</summary>
    private async Task VerbsAsync(
        string vendor,
        string key,
        IReadOnlyDictionary<string, string> settings,
        IReadOnlyList<SyncStreamDescriptor> streams,
        Func<SyncStreamDescriptor, bool> isSetUp,
        Func<string, int> count,
        string[] core)
    {
        await using ThrowawayDatabase database = await SharedPostgres.CreateDatabaseAsync("sample", cancellationToken: Token);
        await using NpgsqlDataSource data = NpgsqlDataSource.Create(database.ConnectionString);

        Assert.Contains($"Connected {vendor}/", await SayAsync("connect", "--vendor", vendor), StringComparison.Ordinal);
        string account = (await ScalarAsync($"select id from integrations.{vendor}_accounts")).ToString(CultureInfo.InvariantCulture);
        string drained = await SayAsync("drain", "--max-seconds", "120");
        string synced = await SayAsync("sync", "--vendor", vendor, "--type", "All", "--account", account);
        string status = await SayAsync("status");

        Assert.Contains("nothing is due", drained, StringComparison.Ordinal);
        Assert.Contains("No alarm.", status, StringComparison.Ordinal);
        foreach (SyncStreamDescriptor stream in streams)
        {
            Assert.Contains($"{vendor}/{account} {stream.Name}: Completed {(isSetUp(stream) ? "" : "NotConfigured")}", synced, StringComparison.Ordinal);
            Assert.Contains(stream.Name.Entity, status, StringComparison.Ordinal);
        }

        foreach (SyncStreamDescriptor stream in streams.Where(s => isSetUp(s) && s.Name.Entity is not ("stages" or "networkCap")))
        {
            Assert.Equal(count(stream.Name.Entity), await ScalarAsync($"select count(*) from integrations.{stream.Table.Name} where deleted_at is null"));
        }

        long[] before = await CountAllAsync();
        foreach (string table in core)
        {
            await using NpgsqlCommand damage = data.CreateCommand($"update integrations.{table} set deleted_at = now()");
            await damage.ExecuteNonQueryAsync(Token);
        }

        Assert.All(await CountAllAsync(), static rows => Assert.Equal(0, rows));
        await SayAsync("rebuild", "--vendor", vendor, "--account", account);
        Assert.All(before, static rows => Assert.True(rows > 0));
        Assert.Equal(before, await CountAllAsync());

        Task<string> SayAsync(params string[] arguments)
        {
            ProcessStartInfo start = HostProcess.Of("SyncHost", arguments);
            start.Environment["INTEGRATIONS_POSTGRES"] = database.ConnectionString;
            start.Environment["INTEGRATIONS_API_KEY"] = key;
            start.Environment["HOME"] = _home.FullName;
            foreach ((string name, string value) in settings)
            {
                start.Environment[name] = value;
            }

            return HostProcess.RunAsync(start, Token);
        }

        async Task<long[]> CountAllAsync()
        {
            List<long> counts = [];
            foreach (string table in core)
            {
                counts.Add(await ScalarAsync($"select count(*) from integrations.{table} where deleted_at is null"));
            }

            return [.. counts];
        }

        async Task<long> ScalarAsync(string sql)
        {
            await using NpgsqlCommand command = data.CreateCommand(sql);
            return (long)(await command.ExecuteScalarAsync(Token))!;
        }
    }
}
