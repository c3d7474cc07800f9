using System.Diagnostics;
using Integrations.CrashWorker;
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

    [Fact]
    public async Task A_host_in_its_own_process_makes_the_tables_connects_and_onboards_every_stream()
    {
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        await using FubSimulator vendor = await FubSimulator.StartAsync(new FubSimulatorOptions { AccountCount = 1, SystemName = SystemName, SystemKey = SystemKey }, cancellationToken);
        await using ThrowawayDatabase database = await SharedPostgres.CreateDatabaseAsync("aot", cancellationToken: cancellationToken);
        string? native = Environment.GetEnvironmentVariable("INTEGRATIONS_NATIVE_HOST");
        ProcessStartInfo start = native is null ? HostProcess.Of("AotSmoke", []) : HostProcess.Of(native);
        start.Environment["ConnectionStrings__Integrations"] = database.ConnectionString;
        start.Environment["Fub__BaseAddress"] = vendor.BaseAddress.ToString();
        start.Environment["Fub__SystemName"] = SystemName;
        start.Environment["Fub__SystemKey"] = SystemKey;
        start.Environment["ApiKey"] = vendor.Accounts[0].OwnerKey;

        string said = await HostProcess.RunAsync(start, cancellationToken);

        output.WriteLine(said);
        Assert.Contains(native is null ? "native False" : "native True", said, StringComparison.Ordinal);
        await using NpgsqlDataSource data = NpgsqlDataSource.Create(database.ConnectionString);
        foreach (FubMirror mirror in FubMirror.All.Where(static m => m.Entity != "stages"))
        {
            await using NpgsqlCommand count = data.CreateCommand($"select count(*) from integrations.{mirror.Table} where deleted_at is null");
            Assert.Contains($"fub.{mirror.Entity} Completed Complete", said, StringComparison.Ordinal);
            Assert.Equal(vendor.Ids(vendor.Accounts[0].Id, mirror.Entity).Count, (long)(await count.ExecuteScalarAsync(cancellationToken))!);
        }
    }
}
