using Microsoft.Extensions.DependencyInjection;

namespace Integrations.Benchmarks;

/// <summary>A vendor as the flows see it: how a host is told of it, how its simulator is started, and what of it is measured.</summary>
internal abstract class BenchVendor
{
    public static IReadOnlyList<BenchVendor> All { get; } = [new FubBench(), new RezenBench()];

    /// <summary>Word of the vendor.</summary>
    public abstract string Name { get; }

    /// <summary>Streams whose mirror must hold as many rows as the simulator says it has.</summary>
    public abstract IReadOnlyList<string> CountedEntities { get; }

    /// <summary>Streams that the flow <c>delta</c> needs and does not measure.</summary>
    public abstract IReadOnlyList<string> DeltaNeeds { get; }

    /// <summary>Streams of which a delta must cost little.</summary>
    public abstract IReadOnlyList<string> DeltaEntities { get; }

    /// <summary>Mirror and core tables that these write.</summary>
    public abstract IReadOnlyList<string> DeltaTables { get; }

    /// <summary>Streams without a list of what changed, so that each run reads all of them one by one. Shown, and held to nothing.</summary>
    public virtual IReadOnlyList<string> WholeEntities => [];

    /// <summary>The stream of which the flow <c>memory</c> reads 20,000 and 167,000 records.</summary>
    public abstract string MemoryEntity { get; }

    /// <summary>Counts the records that came inside of others and have rows of their own in the core. Null where there are none.</summary>
    public virtual string? NestedSql => null;

    /// <summary>Records per second, without nested ones, that size M is to reach over the whole path. Null where nothing was asked for.</summary>
    public virtual double? LeastPerSecond => null;

    /// <summary>Bytes of memory that a host may take for size M. Null where nothing was asked for.</summary>
    public virtual long? MostMemory => null;

    public static BenchVendor Of(string name) => All.Single(v => v.Name == name);

    /// <summary>Adds the vendor to a host, without a bound of requests of our own.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="address"><see cref="BenchSimulator.Address"/>.</param>
    public abstract void Register(IServiceCollection services, Uri address);

    /// <summary>Starts a simulator that limits nobody.</summary>
    public abstract Task<BenchSimulator> StartAsync(BenchSize size, CancellationToken cancellationToken);

    /// <summary>Asks what users ask, once size M is stored. The account at place n of <see cref="BenchSimulator.Keys"/> belongs to user n + 1.</summary>
    public virtual Task AskAsync(string connectionString, FlowReport report, CancellationToken cancellationToken) => Task.CompletedTask;
}
