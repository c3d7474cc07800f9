using System.Diagnostics;
using System.Globalization;
using Integrations.Abstractions;
using Integrations.Persistence.Postgres;
using Integrations.Rezen;
using Integrations.Simulators;
using Integrations.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Integrations.Benchmarks;

/// <summary>
/// The closure of one network of 87,000: as the vendor gives it, where the sponsor of the first tier alone is known, and with every sponsor named, each member standing below somebody of the
/// tier above. Made from nothing, and made again without a change.
/// </summary>
internal sealed class ClosureFlow : IFlow
{
    private const int Members = 87_000;
    private const double LimitSeconds = 10;

    /// <summary>The n-th member of a tier stands below the n-th of the tier above, which begins anew when it is at its end.</summary>
    private const string NameSponsorsSql =
        """
        with ranked as (
          select downline_agent_id as agent_id, tier::int as tier, row_number() over (partition by tier order by downline_agent_id) - 1 as place, count(*) over (partition by tier) as size
          from integrations.network_member
        )
        update integrations.agent_hierarchy h set sponsor_agent_id = above.agent_id
        from ranked r join (select distinct tier, size from ranked) s on s.tier = r.tier - 1 join ranked above on above.tier = s.tier and above.place = r.place % s.size
        where h.agent_id = r.agent_id
        """;

    private const string MarkSql =
        "insert into integrations.core_stale as t (vendor, account_id, derived) select 'rezen', id, 'network_hierarchy' from integrations.rezen_accounts on conflict (vendor, account_id, derived) do update set version = t.version + 1";

    public string Name => "closure";

    public string Vendor => RezenDefaults.Vendor;

    public async Task MeasureAsync(FlowContext context, FlowReport report, CancellationToken cancellationToken)
    {
        var options = new RezenSimulatorOptions { AccountCount = 1, Size = new RezenSimulatorSize { Network = Members, Agents = 1 }, RequestLogCapacity = 10 };
        await using RezenSimulator vendor = await RezenSimulator.StartAsync(options, cancellationToken);
        await using ThrowawayDatabase database = await context.Server.CreateDatabaseAsync("closure", cancellationToken: cancellationToken);
        await using ServiceProvider services = BenchWorld.Services(context.Vendor, database.ConnectionString, vendor.Services[RezenDefaults.Arrakis]);
        await services.GetRequiredService<PostgresMigrator>().MigrateAsync(cancellationToken);
        await using var copy = new BenchCopy(database.ConnectionString, services, owned: null);
        AccountInfo account = await copy.ConnectAsync(context.Vendor.Name, vendor.Accounts[0].ApiKey, cancellationToken);
        await copy.RunAsync(account, "agentData", cancellationToken);
        TimeSpan read = await copy.RunAsync(account, "networkDownline", cancellationToken);
        FlowContext.Say(string.Create(CultureInfo.InvariantCulture, $"{Members:#,0} members read and stored in {read.TotalSeconds:0.0} s, the first closure included"));

        await SeriesAsync("as the vendor gives it");
        await copy.ExecuteAsync(NameSponsorsSql, cancellationToken);
        await SeriesAsync("every sponsor named");

        async Task SeriesAsync(string shape)
        {
            List<double> fromNothing = [];
            List<double> unchanged = [];
            for (int i = 0; i < (context.IsQuick ? 2 : 3); i++)
            {
                await copy.ExecuteAsync("delete from integrations.network_hierarchy", cancellationToken);
                fromNothing.Add(await MakeAsync());
                unchanged.Add(await MakeAsync());
            }

            long pairs = await copy.ScalarAsync<long>("select count(*) from integrations.network_hierarchy", cancellationToken);
            FlowContext.Say(string.Create(
                CultureInfo.InvariantCulture,
                $"{shape}: {pairs:#,0} pairs in {Statistics.Median(fromNothing):0.0} s, again in {Statistics.Median(unchanged):0.0} s"));
            report.Series.Add(new FlowSeries($"closure {shape}", "s", fromNothing));
            report.Series.Add(new FlowSeries($"closure {shape}, unchanged", "s", unchanged));
            if (fromNothing.Concat(unchanged).Max() is var worst and > LimitSeconds)
            {
                report.Problems.Add(string.Create(CultureInfo.InvariantCulture, $"closure {shape}: {worst:0.0} s; allowed are {LimitSeconds:0}."));
            }
        }

        async Task<double> MakeAsync()
        {
            await copy.ExecuteAsync(MarkSql, cancellationToken);
            long started = Stopwatch.GetTimestamp();
            await copy.Service<DerivedTables>().RefreshAsync(account.Ref, cancellationToken);
            return Math.Round(Stopwatch.GetElapsedTime(started).TotalSeconds, 2);
        }
    }
}
