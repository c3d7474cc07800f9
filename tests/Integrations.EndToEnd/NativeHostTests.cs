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
        var start = new ProcessStartInfo(native ?? "dotnet") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        if (native is null)
        {
            // From its own output: this project takes from the shared framework what that host brings along.
            start.ArgumentList.Add(Path.Combine(
                AppContext.BaseDirectory.Replace(Path.Combine("tests", "Integrations.EndToEnd"), Path.Combine("samples", "AotSmoke"), StringComparison.Ordinal), "AotSmoke.dll"));
        }

        start.Environment["ConnectionStrings__Integrations"] = database.ConnectionString;
        start.Environment["Fub__BaseAddress"] = vendor.BaseAddress.ToString();
        start.Environment["Fub__SystemName"] = SystemName;
        start.Environment["Fub__SystemKey"] = SystemKey;
        start.Environment["ApiKey"] = vendor.Accounts[0].OwnerKey;

        string said = await RunAsync(start, cancellationToken);

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

    /// <summary>Runs a program to its end and returns what it said; anything but success fails the test with it.</summary>
    private static async Task<string> RunAsync(ProcessStartInfo start, CancellationToken cancellationToken)
    {
        using Process process = Process.Start(start)!;
        try
        {
            Task<string> said = process.StandardOutput.ReadToEndAsync(cancellationToken);
            Task<string> complained = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            string all = await said + await complained;
            Assert.True(process.ExitCode == 0, $"{start.FileName} ended with {process.ExitCode}:\n{all}");
            return all;
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}
