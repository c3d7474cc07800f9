using System.Text.Json.Nodes;
using Integrations.Rezen;
using Integrations.Simulators;
using Microsoft.Extensions.DependencyInjection;

namespace Integrations.Benchmarks;

/// <summary>reZEN. All services are reached through one port, and the history ends now, so that the window of contributions holds what it would.</summary>
internal sealed class RezenBench : BenchVendor
{
    private static readonly RezenSimulatorSize s_shares = new() { Network = 500, Agents = 10 };

    public override string Name => RezenDefaults.Vendor;

    public override IReadOnlyList<string> CountedEntities =>
    [
        "transactions", "listings", "contributions", "pendingContributions", "revsharePayments", "networkDownline", "networkFrontline", "sponsorTree", "teamRoster",
    ];

    public override IReadOnlyList<string> DeltaNeeds => ["agentData"];

    public override IReadOnlyList<string> DeltaEntities =>
    [
        "teamRoster", "sponsorTree", "networkDownline", "networkFrontline", "listings", "transactions", "contributions", "pendingContributions", "revsharePayments",
    ];

    public override IReadOnlyList<string> DeltaTables =>
    [
        "rezen_team_members", "rezen_sponsors", "rezen_network_members", "rezen_frontline_agents", "rezen_listings", "rezen_transactions", "rezen_contributions",
        "rezen_pending_contributions", "rezen_revshare_payments", "address", "agent", "agent_commission", "agent_hierarchy", "contribution", "contribution_tiers", "contributions_pending",
        "contributors", "income", "listing", "listing_history", "network_change_log", "network_hierarchy", "network_member", "office", "participant", "participant_paid", "revshare_payment",
        "revshare_totals", "team", "team_members", "team_settings", "transaction", "transaction_financials", "transaction_history", "transaction_participants",
    ];

    /// <summary>The vendor has no list of caps, and no stamp of their changes.</summary>
    public override IReadOnlyList<string> WholeEntities => ["networkCap"];

    public override string MemoryEntity => "contributions";

    /// <summary>The vendor's participants, which size M counts with its records, have no list of their own: they come with their deals.</summary>
    public override string? NestedSql => "select count(*) from integrations.participant where sync_source = 'REZEN' and deleted_at is null";

    public override double? LeastPerSecond => 5_000;

    public override long? MostMemory => 250L << 20;

    public override void Register(IServiceCollection services, Uri address) => services.AddRezenIntegration(o =>
    {
        foreach (string service in o.Services.Keys.ToArray())
        {
            o.Services[service] = new Uri(address, "/" + service);
        }

        o.RequestsPerSecond = 0;
    });

    public override async Task<BenchSimulator> StartAsync(BenchSize size, CancellationToken cancellationToken) => new Simulator(await RezenSimulator.StartAsync(
        size switch
        {
            BenchSize.WarmUp => Options(
                new RezenSimulatorSize
                {
                    Name = "warm-up",
                    Transactions = 400,
                    Listings = 180,
                    Participants = 2_700,
                    Contributions = 2_000,
                    PendingContributions = 30,
                    Payments = 10,
                    Network = 350,
                    Agents = 30,
                }),
            BenchSize.S => Options(RezenSimulatorSize.S),
            BenchSize.M => Options(RezenSimulatorSize.M),
            BenchSize.L => Options(RezenSimulatorSize.L),
            BenchSize.Delta => Options(RezenSimulatorSize.S, accounts: 1),
            BenchSize.MemorySmall => Options(s_shares with { Contributions = 20_000 }, accounts: 1),
            BenchSize.MemoryLarge => Options(s_shares with { Contributions = 167_000 }, accounts: 1),
            _ => throw new ArgumentOutOfRangeException(nameof(size), size, "Unknown size."),
        },
        cancellationToken));

    public override Task AskAsync(string connectionString, FlowReport report, CancellationToken cancellationToken) => RezenViews.MeasureAsync(connectionString, report, cancellationToken);

    private static RezenSimulatorOptions Options(RezenSimulatorSize size, int? accounts = null) =>
        new() { Size = size, AccountCount = accounts, HistoryEnd = TimeProvider.System.GetUtcNow(), RequestLogCapacity = 10 };

    private sealed class Simulator(RezenSimulator vendor) : BenchSimulator
    {
        public override Uri Address => vendor.Services[RezenDefaults.Arrakis];

        public override IReadOnlyList<string> Keys { get; } = [.. vendor.Accounts.Select(static a => a.ApiKey)];

        public override long Count(int account, string entity) => vendor.Count(vendor.Accounts[account].Id, entity).Total;

        /// <summary>Of contributions the latest: what was paid long ago is corrected no more.</summary>
        public override void ChangeOneInHundred()
        {
            long user = vendor.Accounts[0].Id;
            foreach ((string entity, JsonObject fields) in new (string, JsonObject)[]
            {
                ("transactions", new() { ["price"] = new JsonObject { ["amount"] = 123_456, ["currency"] = "USD" } }),
                ("listings", new() { ["price"] = new JsonObject { ["amount"] = 123_456, ["currency"] = "USD" } }),
                ("networkDownline", new() { ["lastName"] = "Changed" }),
            })
            {
                IReadOnlyList<Guid> ids = vendor.Ids(user, entity);
                for (int i = 0; i < ids.Count; i += 100)
                {
                    vendor.Edit(user, entity, ids[i], fields.DeepClone().AsObject());
                }
            }

            IReadOnlyList<Guid> shares = vendor.Ids(user, "contributions");
            foreach (Guid share in shares.TakeLast(shares.Count / 100))
            {
                vendor.Edit(user, "contributions", share, new JsonObject { ["payout"] = new JsonObject { ["amount"] = 12.34, ["currency"] = "USD" } });
            }
        }

        public override ValueTask DisposeAsync() => vendor.DisposeAsync();
    }
}
