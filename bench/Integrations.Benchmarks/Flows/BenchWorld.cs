using Integrations.Abstractions;
using Integrations.Engine;
using Integrations.Fub;
using Integrations.Persistence.Postgres;
using Integrations.Simulators;
using Integrations.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Integrations.Benchmarks;

/// <summary>
/// A migrated database with one account of Follow Up Boss whose users and people are there, and the pages of further streams as the real sources read them from the simulator. Each run works on a
/// copy of its own.
/// </summary>
internal sealed class BenchWorld : IAsyncDisposable
{
    private static readonly BenchVendor s_vendor = BenchVendor.Of(FubDefaults.Vendor);

    private readonly ThrowawayPostgres _server;
    private readonly ThrowawayDatabase _template;

    private BenchWorld(ThrowawayPostgres server, ThrowawayDatabase template, AccountInfo account, IReadOnlyDictionary<string, MemorySource> sources)
    {
        _server = server;
        _template = template;
        Account = account;
        Sources = sources;
    }

    public AccountInfo Account { get; }

    /// <summary>The sources whose pages are held in memory, by entity.</summary>
    public IReadOnlyDictionary<string, MemorySource> Sources { get; }

    /// <param name="server">Where its databases are made.</param>
    /// <param name="size">What the simulated account holds.</param>
    /// <param name="entities">Streams to hold in memory.</param>
    /// <param name="cancellationToken">Stops the preparation.</param>
    public static async Task<BenchWorld> PrepareAsync(ThrowawayPostgres server, SimulatorSize size, string[] entities, CancellationToken cancellationToken)
    {
        await using FubSimulator vendor = await FubSimulator.StartAsync(
            new FubSimulatorOptions { AccountCount = 1, Size = size, RateLimits = FubSimulatorRateLimits.Off, RequestLogCapacity = 10 }, cancellationToken);
        ThrowawayDatabase template = await server.CreateDatabaseAsync("bench_template", cancellationToken: cancellationToken);
        await using ServiceProvider services = Services(s_vendor, template.ConnectionString, vendor.BaseAddress);
        await services.GetRequiredService<PostgresMigrator>().MigrateAsync(cancellationToken);
        AccountInfo account;
        await using (var copy = new BenchCopy(template.ConnectionString, services, owned: null))
        {
            account = await copy.ConnectAsync(s_vendor.Name, vendor.Accounts[0].OwnerKey, cancellationToken);
            foreach (string entity in new[] { "users", "people" })
            {
                await copy.RunAsync(account, entity, cancellationToken);
            }
        }

        Dictionary<string, MemorySource> sources = new(StringComparer.Ordinal);
        foreach (string entity in entities)
        {
            ISyncSource source = services.GetServices<ISyncSource>().Single(s => s.Descriptor.Name.Entity == entity);
            sources.Add(entity, await MemorySource.ReadAsync(source, account, cancellationToken));
        }

        return new BenchWorld(server, template, account, sources);
    }

    /// <summary>A fresh copy with a host whose sources read from memory.</summary>
    public async Task<BenchCopy> CopyAsync(CancellationToken cancellationToken)
    {
        ThrowawayDatabase database = await _server.CreateDatabaseAsync("bench", _template, cancellationToken);
        ServiceCollection services = Collection(s_vendor, database.ConnectionString, new Uri("http://127.0.0.1/"));
        services.RemoveAll<ISyncSource>();
        foreach (MemorySource source in Sources.Values)
        {
            services.AddSingleton<ISyncSource>(source);
        }

        ServiceProvider provider = services.BuildServiceProvider();
        return new BenchCopy(database.ConnectionString, provider, database);
    }

    public ValueTask DisposeAsync() => _template.DisposeAsync();

    public static ServiceProvider Services(BenchVendor vendor, string connectionString, Uri address) => Collection(vendor, connectionString, address).BuildServiceProvider();

    private static ServiceCollection Collection(BenchVendor vendor, string connectionString, Uri address)
    {
        var services = new ServiceCollection();
        services.AddIntegrations().UsePostgres(connectionString);
        vendor.Register(services, address);
        return services;
    }
}
