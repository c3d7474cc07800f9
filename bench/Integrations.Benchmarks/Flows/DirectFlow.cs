using System.Globalization;
using Integrations.Fub;
using Integrations.Simulators;

namespace Integrations.Benchmarks;

/// <summary>
/// The direct path: pages of 100 from memory into mirror and core, then the same pages again, unchanged. The baseline of both is <see cref="BareUpsert"/>. The engine commits pages that
/// wait together; the baseline, as bare code does, commits each page.
/// </summary>
internal sealed class DirectFlow : IFlow
{
    private const string Entity = "calls";

    public string Name => "direct";

    public string Vendor => FubDefaults.Vendor;

    public async Task MeasureAsync(FlowContext context, FlowReport report, CancellationToken cancellationToken)
    {
        SimulatorSize size = new() { People = 2_000, Calls = context.IsQuick ? 10_000 : 20_000, Users = 20 };
        await using BenchWorld world = await BenchWorld.PrepareAsync(context.Server, size, [Entity], cancellationToken);
        MemorySource source = world.Sources[Entity];
        string table = source.Descriptor.Table.Name;
        var bare = new BareUpsert(source, world.Account);
        PairedRuns? direct = null;
        PairedRuns? unchanged = null;
        for (int round = 0; round <= context.Repetitions; round++)
        {
            await using BenchCopy ours = await world.CopyAsync(cancellationToken);
            await using BenchCopy theirs = await world.CopyAsync(cancellationToken);
            direct ??= new PairedRuns("direct", source.Records, await ServerCpu.FindAsync(ours.Data, cancellationToken));
            unchanged ??= new PairedRuns("unchanged", source.Records, await ServerCpu.FindAsync(ours.Data, cancellationToken));
            await RunAsync(direct);
            if (round > 0)
            {
                await RunAsync(unchanged);
                continue;
            }

            await SameRows.AssertAsync(ours, theirs, table, "contact_log", report, cancellationToken);
            long before = await ours.WritesAsync([table, "contact_log"], cancellationToken);
            await RunAsync(unchanged);
            if (await ours.WritesAsync([table, "contact_log"], cancellationToken) - before is var writes and not 0)
            {
                report.Problems.Add(string.Create(CultureInfo.InvariantCulture, $"{writes} rows of {table} and contact_log were rewritten although nothing had changed."));
            }

            Task RunAsync(PairedRuns pairs) => pairs.RunAsync(
                round, ours, () => ours.RunAsync(world.Account, Entity, cancellationToken), theirs, () => bare.RunAsync(theirs, cancellationToken), cancellationToken);
        }

        report.DirectVsBare = direct!.Report(report);
        report.UnchangedVsBare = unchanged!.Report(report);
    }
}
