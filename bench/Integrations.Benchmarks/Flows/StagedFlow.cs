using Integrations.Persistence.Postgres;
using Integrations.Simulators;

namespace Integrations.Benchmarks;

/// <summary>Onboarding through staging: the engine maps, stages, promotes and projects pages from memory; the baseline is <see cref="BareStaging"/>.</summary>
internal sealed class StagedFlow : IFlow
{
    private const string Entity = "appointments";

    public string Name => "staged";

    public async Task MeasureAsync(FlowContext context, FlowReport report, CancellationToken cancellationToken)
    {
        SimulatorSize size = new() { People = 2_000, Appointments = context.IsQuick ? 10_000 : 20_000, Users = 20 };
        await using BenchWorld world = await BenchWorld.PrepareAsync(context.Server, size, [Entity], cancellationToken);
        MemorySource source = world.Sources[Entity];
        var pairs = new PairedRuns(Name, source.Records);
        BareStaging? bare = null;
        for (int i = 0; i <= context.Repetitions; i++)
        {
            await using BenchCopy ours = await world.CopyAsync(cancellationToken);
            await using BenchCopy theirs = await world.CopyAsync(cancellationToken);
            bare ??= new BareStaging(source, world.Account, ours.Service<VendorCatalog>().Stream(source.Descriptor.Name));
            TimeSpan bareTime = default;
            if (i % 2 == 1)
            {
                await theirs.CheckpointAsync(cancellationToken);
                bareTime = await bare.RunAsync(theirs, cancellationToken);
            }

            await ours.CheckpointAsync(cancellationToken);
            long allocated = GC.GetTotalAllocatedBytes();
            TimeSpan engineTime = await ours.RunAsync(world.Account, Entity, cancellationToken);
            allocated = GC.GetTotalAllocatedBytes() - allocated;
            if (i % 2 == 0)
            {
                await theirs.CheckpointAsync(cancellationToken);
                bareTime = await bare.RunAsync(theirs, cancellationToken);
            }

            if (i > 0)
            {
                pairs.Add(engineTime, bareTime, allocated);
            }
            else
            {
                await SameRows.AssertAsync(ours, theirs, source.Descriptor.Table.Name, "contact_log", report, cancellationToken);
            }
        }

        report.EngineVsBare = pairs.Report(report);
    }
}
