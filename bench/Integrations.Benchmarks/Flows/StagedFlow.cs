using Integrations.Fub;
using Integrations.Persistence.Postgres;
using Integrations.Simulators;

namespace Integrations.Benchmarks;

/// <summary>Onboarding through staging: the engine maps, stages, promotes and projects pages from memory; the baseline is <see cref="BareStaging"/>.</summary>
internal sealed class StagedFlow : IFlow
{
    private const string Entity = "appointments";

    public string Name => "staged";

    public string Vendor => FubDefaults.Vendor;

    public async Task MeasureAsync(FlowContext context, FlowReport report, CancellationToken cancellationToken)
    {
        SimulatorSize size = new() { People = 2_000, Appointments = context.IsQuick ? 10_000 : 20_000, Users = 20 };
        await using BenchWorld world = await BenchWorld.PrepareAsync(context.Server, size, [Entity], cancellationToken);
        MemorySource source = world.Sources[Entity];
        PairedRuns? pairs = null;
        BareStaging? bare = null;
        for (int round = 0; round <= context.Repetitions; round++)
        {
            await using BenchCopy ours = await world.CopyAsync(cancellationToken);
            await using BenchCopy theirs = await world.CopyAsync(cancellationToken);
            pairs ??= new PairedRuns(Name, source.Records, await ServerCpu.FindAsync(ours.Data, cancellationToken));
            bare ??= new BareStaging(source, world.Account, ours.Service<VendorCatalog>().Stream(source.Descriptor.Name));
            await pairs.RunAsync(
                round, ours, () => ours.RunAsync(world.Account, Entity, cancellationToken), theirs, () => bare.RunAsync(theirs, cancellationToken), cancellationToken);
            if (round == 0)
            {
                await SameRows.AssertAsync(ours, theirs, source.Descriptor.Table.Name, "contact_log", report, cancellationToken);
            }
        }

        report.EngineVsBare = pairs!.Report(report);
    }
}
