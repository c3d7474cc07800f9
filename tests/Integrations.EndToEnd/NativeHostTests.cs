using System.Diagnostics;
using Integrations.CrashWorker;
using Integrations.Rezen;
using Integrations.Simulators;
using Integrations.Testing;
using Npgsql;

namespace Integrations.EndToEnd;

/// <summary>
/// <c>samples/AotSmoke</c> in a process of its own: as it was built, or, where <c>INTEGRATIONS_NATIVE_HOST</c> names the published binary, as native code. <c>.ci/run</c> publishes it and sets the
/// variable.
/// </summary>
public sealed class NativeHostTests(ITestOutputHelper output)
{
    private const string SystemName = "Integrations-AotSmoke";
    private const string SystemKey = "synthetic-system-key-aot";
    private const string EquityPath = "equity/{agentId}";

    [Fact]
    public async Task A_host_in_its_own_process_makes_the_tables_connects_and_onboards_every_stream()
    {
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        await using FubSimulator fub = await FubSimulator.StartAsync(new FubSimulatorOptions { AccountCount = 1, SystemName = SystemName, SystemKey = SystemKey }, cancellationToken);
        await using RezenSimulator rezen = await RezenSimulator.StartAsync(new RezenSimulatorOptions { AccountCount = 1, EquityPath = EquityPath }, cancellationToken);
        await using ThrowawayDatabase database = await SharedPostgres.CreateDatabaseAsync("aot", cancellationToken: cancellationToken);
        string? native = Environment.GetEnvironmentVariable("INTEGRATIONS_NATIVE_HOST");
        ProcessStartInfo start = native is null ? HostProcess.Of("AotSmoke", []) : HostProcess.Of(native);
        start.Environment["ConnectionStrings__Integrations"] = database.ConnectionString;
        start.Environment["Fub__BaseAddress"] = fub.BaseAddress.ToString();
        start.Environment["Fub__SystemName"] = SystemName;
        start.Environment["Fub__SystemKey"] = SystemKey;
        start.Environment["ApiKeys__fub"] = fub.Accounts[0].OwnerKey;
        foreach (string service in new RezenOptions().Services.Keys)
        {
            start.Environment["Rezen__Services__" + service] = rezen.Services[service].ToString();
        }

        start.Environment["Rezen__RequestsPerSecond"] = "0";
        start.Environment["Rezen__Endpoints__Equity"] = RezenDefaults.Arrakis;
        start.Environment["Rezen__Endpoints__EquityPath"] = EquityPath;
        start.Environment["ApiKeys__rezen"] = rezen.Accounts[0].ApiKey;

        string said = await HostProcess.RunAsync(start, cancellationToken);

        output.WriteLine(said);
        Assert.Contains(native is null ? "native False" : "native True", said, StringComparison.Ordinal);
        await using NpgsqlDataSource data = NpgsqlDataSource.Create(database.ConnectionString);
        foreach (FubMirror mirror in FubMirror.All.Where(static m => m.Entity != "stages"))
        {
            Assert.Contains($"fub.{mirror.Entity} Completed Complete", said, StringComparison.Ordinal);
            Assert.Equal(fub.Ids(fub.Accounts[0].Id, mirror.Entity).Count, await CountAsync(data, mirror, cancellationToken));
        }

        foreach (RezenMirror mirror in RezenMirror.All)
        {
            Assert.Contains($"rezen.{mirror.Entity} Completed Complete", said, StringComparison.Ordinal);
            Assert.Equal(rezen.Ids(rezen.Accounts[0].Id, mirror.Entity).Count, await CountAsync(data, mirror, cancellationToken));
        }

        Assert.Contains($"rezen.{RezenStreams.ReferralCode.Name.Entity} Completed NotConfigured", said, StringComparison.Ordinal);
    }

    private static async Task<long> CountAsync(NpgsqlDataSource data, VendorMirror mirror, CancellationToken cancellationToken)
    {
        await using NpgsqlCommand count = data.CreateCommand(mirror.Count);
        return (long)(await count.ExecuteScalarAsync(cancellationToken))!;
    }
}
