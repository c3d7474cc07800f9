using System.Globalization;
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

    public async Task MeasureAsync(FlowContext context, FlowReport report, CancellationToken cancellationToken)
    {
        SimulatorSize size = new() { People = 2_000, Calls = context.IsQuick ? 10_000 : 20_000, Users = 20 };
        await using BenchWorld world = await BenchWorld.PrepareAsync(context.Server, size, [Entity], cancellationToken);
        MemorySource source = world.Sources[Entity];
        string table = source.Descriptor.Table.Name;
        var bare = new BareUpsert(source, world.Account);
        var direct = new PairedRuns("direct", source.Records);
        var unchanged = new PairedRuns("unchanged", source.Records);
        for (int i = 0; i <= context.Repetitions; i++)
        {
            await using BenchCopy ours = await world.CopyAsync(cancellationToken);
            await using BenchCopy theirs = await world.CopyAsync(cancellationToken);
            foreach (PairedRuns pairs in new[] { direct, unchanged })
            {
                TimeSpan bareTime = i % 2 == 1 ? await BareAsync() : default;
                long before = i == 0 ? await ours.WritesAsync([table, "contact_log"], cancellationToken) : 0;
                await ours.CheckpointAsync(cancellationToken);
                long allocated = GC.GetTotalAllocatedBytes();
                TimeSpan engineTime = await ours.RunAsync(world.Account, Entity, cancellationToken);
                allocated = GC.GetTotalAllocatedBytes() - allocated;
                bareTime = i % 2 == 0 ? await BareAsync() : bareTime;
                if (i == 0 && pairs == unchanged && await ours.WritesAsync([table, "contact_log"], cancellationToken) - before is var writes and > 0)
                {
                    report.Problems.Add(string.Create(CultureInfo.InvariantCulture, $"{writes} rows of {table} and contact_log were rewritten although nothing had changed."));
                }

                if (i > 0)
                {
                    pairs.Add(engineTime, bareTime, allocated);
                }
                else
                {
                    await SameRows.AssertAsync(ours, theirs, table, "contact_log", report, cancellationToken);
                }
            }

            async Task<TimeSpan> BareAsync()
            {
                await theirs.CheckpointAsync(cancellationToken);
                return await bare.RunAsync(theirs, cancellationToken);
            }
        }

        report.DirectVsBare = direct.Report(report);
        report.UnchangedVsBare = unchanged.Report(report);
    }
}
