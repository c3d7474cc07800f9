using System.Text.Json.Nodes;
using Integrations.Abstractions;
using Integrations.Rezen;
using Integrations.Simulators;
using Integrations.Testing;

namespace Integrations.CrashWorker;

/// <summary>One series against a simulated reZEN. All accounts are connected by key: the crash points of tokens are the shared procedure's, which the other vendor proves.</summary>
internal sealed class RezenCrashScenario : VendorCrashScenario
{
    /// <summary>Enough for several pages, commits and chunks of a promotion, and no more.</summary>
    private static readonly RezenSimulatorSize s_size =
        RezenSimulatorSize.Tiny with { Transactions = 70, Listings = 30, Participants = 470, Contributions = 120, PendingContributions = 8, Payments = 4, Network = 60, Agents = 8 };

    private static readonly (string Name, string Mirror, string Core)[] s_core =
    [
        ("transaction",
            "select transaction_id_raw, price_amount, lifecycle_state, lifecycle_group from integrations.rezen_transactions where rezen_account_id = $1 and deleted_at is null",
            "select source_external_id, sale_price, lifecycle_state, stage from integrations.transaction where sync_source = 'REZEN' and source_account_id = $1 and deleted_at is null"),
        ("listing",
            "select listing_id_raw, price_amount from integrations.rezen_listings where rezen_account_id = $1 and deleted_at is null",
            "select source_external_id, list_price from integrations.listing where sync_source = 'REZEN' and source_account_id = $1 and deleted_at is null"),
        ("contribution",
            "select contribution_id_raw, amount, tier::text from integrations.rezen_contributions where rezen_account_id = $1 and deleted_at is null",
            "select source_external_id, amount, tier from integrations.contribution where sync_source = 'REZEN' and source_account_id = $1 and deleted_at is null"),
        ("network_member",
            "select downline_agent_id_raw, tier::text, status from integrations.rezen_network_members where rezen_account_id = $1 and deleted_at is null",
            "select source_external_id, tier, status from integrations.network_member where sync_source = 'REZEN' and source_account_id = $1 and deleted_at is null"),
    ];

    private readonly RezenSimulator _vendor;

    private RezenCrashScenario(ThrowawayDatabase database, RezenSimulator vendor, string keyFolder)
        : base(database, new WorkerSettings(RezenDefaults.Vendor, Unpooled(database), vendor.Services[RezenDefaults.Arrakis], TimeSpan.FromMinutes(1), keyFolder, "")) =>
        _vendor = vendor;

    /// <summary>One port, on which all services are served below their names: workers reach the vendor through one proxy.</summary>
    public override Uri VendorAddress => _vendor.Services[RezenDefaults.Arrakis];

    protected override IReadOnlyList<string> Staged => ["transactions", "listings", "contributions", "networkDownline"];

    /// <summary>The others are read whole, or from a window of days.</summary>
    protected override IReadOnlyList<string> DeltaStreams => ["transactions"];

    protected override IReadOnlyList<VendorMirror> Mirrors { get; } = [.. RezenMirror.All.Where(static m => m.Entity != RezenStreams.Equity.Name.Entity)];

    protected override IReadOnlyList<(string Name, string Mirror, string Core)> CoreTables => s_core;

    /// <param name="database">Migrated.</param>
    /// <param name="keyFolder">Keys that credentials are encrypted with.</param>
    /// <param name="seed">Of the vendor's data.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    public static async Task<VendorCrashScenario> OpenAsync(ThrowawayDatabase database, string keyFolder, int seed, CancellationToken cancellationToken) =>
        new RezenCrashScenario(database, await RezenSimulator.StartAsync(new RezenSimulatorOptions { Seed = seed, AccountCount = AccountCount, Size = s_size }, cancellationToken), keyFolder);

    public override void ChangeVendor(int seed) => _vendor.Burst(_vendor.Accounts[(int)((uint)seed % (uint)Connected)].Id, ChangesAtOnce, seed);

    protected override Task<AccountInfo> ConnectAsync(int account, CancellationToken cancellationToken) => ConnectAsync(RezenDefaults.Vendor, _vendor.Accounts[account].ApiKey, cancellationToken);

    protected override SortedDictionary<string, JsonNode> ReadVendor(VendorMirror mirror, AccountInfo account) => ((RezenMirror)mirror).ReadVendor(_vendor, account);

    protected override ValueTask StopVendorAsync() => _vendor.DisposeAsync();

    /// <summary>Contributions are listed by the day of their payment: one that is corrected long afterwards is found by the next full read only. All others are found by each change.</summary>
    protected override bool IsStale(VendorMirror mirror, AccountInfo account, string id, JsonNode vendor, JsonNode stored) =>
        mirror.Entity != RezenStreams.Contributions.Name.Entity && !mirror.IsSame(vendor, stored);
}
