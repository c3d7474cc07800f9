using System.Text.Json.Nodes;
using Integrations.Abstractions;
using Integrations.CrashWorker;
using Integrations.Fub;
using Integrations.Rezen;
using Integrations.Simulators;
using Integrations.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Integrations.EndToEnd;

/// <summary>The whole system with Follow Up Boss and reZEN, whose simulators tell of the same business.</summary>
internal sealed class BothStage : Stage
{
    private const long UserId = 7;

    private static readonly Lazy<Task<ThrowawayDatabase>> s_template = Migrated(static s => s.AddFubIntegration().Services.AddRezenIntegration());

    private BothStage(FubSimulator fub, RezenSimulator rezen, ThrowawayDatabase database, ShiftedTime time)
        : base(database, time)
    {
        Fub = fub;
        Rezen = rezen;
    }

    public FubSimulator Fub { get; }

    public RezenSimulator Rezen { get; }

    public override string VendorWord => FubDefaults.Vendor;

    public override RequestLog Requests => Fub.Requests;

    protected override IReadOnlyList<VendorMirror> Mirrors => [.. FubMirror.All, .. RezenMirror.All];

    public static async Task<BothStage> OpenAsync()
    {
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        var time = new ShiftedTime();
        var shared = new FubSimulatorOptions { TimeProvider = time, AdvanceClock = time.Advance, RateLimits = FubSimulatorRateLimits.Off, AccountCount = 1 };
        FubSimulator fub = await FubSimulator.StartAsync(shared, cancellationToken);
        RezenSimulator rezen = await RezenSimulator.StartAsync(
            new RezenSimulatorOptions { TimeProvider = time, AdvanceClock = time.Advance, AccountCount = 1, SharedContacts = shared, SharedDealShare = 0.5 }, cancellationToken);
        return new BothStage(fub, rezen, await CopyAsync(s_template, cancellationToken), time);
    }

    /// <summary>One user of the host connects an account of each vendor.</summary>
    public async Task<(AccountInfo Fub, AccountInfo Rezen)> ConnectBothAsync()
    {
        IAccountConnector connector = Services.GetRequiredService<IAccountConnector>();
        var owner = new ConnectOptions { UserId = UserId };
        return (
            await connector.ConnectAsync(FubDefaults.Vendor, new VendorCredential { ApiKey = Fub.Accounts[0].OwnerKey }, owner, TestContext.Current.CancellationToken),
            await connector.ConnectAsync(RezenDefaults.Vendor, new VendorCredential { ApiKey = Rezen.Accounts[0].ApiKey }, owner, TestContext.Current.CancellationToken));
    }

    public override string KeyOf(int account) => Fub.Accounts[account].OwnerKey;

    public override void ChangeVendor(int changes, int seed) => Fub.Burst(Fub.Accounts[0].Id, changes, seed);

    public override void AddVendor(IServiceCollection services)
    {
        services.AddFubIntegration(o => (o.BaseAddress, o.SystemName, o.SystemKey) = (Fub.BaseAddress, "Integrations-EndToEnd", FubStage.SystemKey));
        services.AddRezenIntegration(o =>
        {
            foreach (string service in o.Services.Keys.ToArray())
            {
                o.Services[service] = Rezen.Services[service];
            }

            o.RequestsPerSecond = 0;
        });
    }

    protected override SortedDictionary<string, JsonNode> ReadVendor(VendorMirror mirror, AccountInfo account) =>
        mirror is RezenMirror rezen ? rezen.ReadVendor(Rezen, account) : ((FubMirror)mirror).ReadVendor(Fub, account);

    protected override async ValueTask StopVendorAsync()
    {
        await Fub.DisposeAsync();
        await Rezen.DisposeAsync();
    }
}
