using System.Text.Json.Nodes;
using Integrations.Abstractions;
using Integrations.CrashWorker;
using Integrations.Rezen;
using Integrations.Simulators;
using Integrations.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Integrations.EndToEnd;

/// <summary>The whole system with reZEN.</summary>
internal sealed class RezenStage : Stage
{
    private static readonly Lazy<Task<ThrowawayDatabase>> s_template = Migrated(static s => s.AddRezenIntegration());

    private readonly Action<RezenOptions>? _rezen;
    private readonly IConfigurationSection? _configuration;

    private RezenStage(RezenSimulator vendor, ThrowawayDatabase database, ShiftedTime time, Action<RezenOptions>? rezen, IConfigurationSection? configuration)
        : base(database, time)
    {
        Vendor = vendor;
        _rezen = rezen;
        _configuration = configuration;
    }

    public RezenSimulator Vendor { get; }

    /// <summary>The first simulated user.</summary>
    public RezenSimulatorAccount User => Vendor.Accounts[0];

    public override RequestLog Requests => Vendor.Requests;

    public override string VendorWord => RezenDefaults.Vendor;

    protected override IReadOnlyList<VendorMirror> Mirrors => RezenMirror.All;

    public static async Task<RezenStage> OpenAsync(
        Action<RezenSimulatorOptions>? vendor = null, Action<RezenOptions>? rezen = null, IConfigurationSection? configuration = null)
    {
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        var time = new ShiftedTime();
        var options = new RezenSimulatorOptions { TimeProvider = time, AdvanceClock = time.Advance, EquityPath = "equity/{agentId}" };
        vendor?.Invoke(options);
        ThrowawayDatabase database = await CopyAsync(s_template, cancellationToken);
        return new RezenStage(await RezenSimulator.StartAsync(options, cancellationToken), database, time, rezen, configuration);
    }

    public override string KeyOf(int account) => Vendor.Accounts[account].ApiKey;

    public override void ChangeVendor(int changes, int seed) => Vendor.Burst(User.Id, changes, seed);

    public override void AddVendor(IServiceCollection services)
    {
        if (_configuration is not null)
        {
            services.AddRezenIntegration(_configuration);
        }

        services.AddRezenIntegration(o =>
        {
            foreach (string service in o.Services.Keys.ToArray())
            {
                o.Services[service] = Vendor.Services[service];
            }

            o.RequestsPerSecond = 0;
            (o.Endpoints.Equity, o.Endpoints.EquityPath) = (RezenDefaults.Arrakis, "equity/{agentId}");
            (o.OAuth.ClientId, o.OAuth.ClientSecret, o.OAuth.Issuer) = ("client_sim_0001", "secret_sim_0001", Vendor.OAuth.Issuer);
            _rezen?.Invoke(o);
        });
    }

    protected override SortedDictionary<string, JsonNode> ReadVendor(VendorMirror mirror, AccountInfo account) => ((RezenMirror)mirror).ReadVendor(Vendor, account);

    protected override ValueTask StopVendorAsync() => Vendor.DisposeAsync();
}
