using System.Text.Json.Nodes;
using Integrations.Rezen;
using Integrations.Simulators;
using Microsoft.Extensions.DependencyInjection;

namespace SyncHost.Demo;

/// <summary>The simulated reZEN of the demo, some of whose people and deals are those of Follow Up Boss. Equity and referral codes are not set up, as at the vendor, which publishes no endpoint of them.</summary>
internal sealed class RezenDemoVendor : DemoVendor
{
    private const string WebhookPath = "webhooks";
    private const string SignatureHeader = "X-Rezen-Signature";
    private const string WebhookSecret = "synthetic-webhook-secret-demo";

    private static readonly RezenSimulatorSize[] s_sizes = [RezenSimulatorSize.Tiny, RezenSimulatorSize.S, RezenSimulatorSize.M, RezenSimulatorSize.L];

    private RezenSimulator _simulator = null!;

    private RezenDemoVendor(DemoOptions options)
        : base(Kind, options)
    {
    }

    public static DemoVendorKind Kind { get; } =
        new(RezenDefaults.Vendor, "reZEN", [.. s_sizes.Select(static s => new DemoSize(s.Name, s.Accounts))], static async (options, cancellationToken) => await StartAsync(options, cancellationToken));

    public override IReadOnlyList<DemoAccount> Accounts => [.. _simulator.Accounts.Select(static a => new DemoAccount(a.Id, a.Name, a.ApiKey))];

    public override SimulatorWebhooks Webhooks => _simulator.Webhooks;

    public override IReadOnlyList<DemoCoreTable> Core { get; } =
    [
        new(RezenStreams.AgentData.Name.Entity, "agent") { IsShared = true },
        new(RezenStreams.TeamRoster.Name.Entity, "team_members") { Key = "team_id_raw || ':' || agent_id_raw" },
        new(RezenStreams.SponsorTree.Name.Entity, "agent") { IsShared = true, Key = "agent_id_raw" },
        new(RezenStreams.NetworkDownline.Name.Entity, "network_member"),
        new(RezenStreams.NetworkFrontline.Name.Entity, "agent") { IsShared = true },
        new(RezenStreams.NetworkCap.Name.Entity, "agent_cap_data") { Mirror = "visibility is distinct from 'not_visible'", CoreKey = "split_part(source_external_id, ':', 1)" },
        new(RezenStreams.Listings.Name.Entity, "listing"),
        new(RezenStreams.Transactions.Name.Entity, "transaction"),
        new(RezenStreams.Contributions.Name.Entity, "contribution"),
        new(RezenStreams.PendingContributions.Name.Entity, "contributions_pending"),
        new(RezenStreams.RevsharePayments.Name.Entity, "revshare_payment"),
        new(RezenStreams.Equity.Name.Entity, "equity_transactions"),
    ];

    protected override SimulatorFaults Faults => _simulator.Faults;

    /// <summary>Webhooks are registered as this simulator takes them. The vendor documents no request budget, and this one has none.</summary>
    public override void Register(IServiceCollection services) => services.AddRezenIntegration(o =>
    {
        foreach (string service in o.Services.Keys.ToArray())
        {
            o.Services[service] = _simulator.Services[service];
        }

        o.RequestsPerSecond = 0;
        RezenSimulatorWebhookOptions simulated = new();
        (o.Webhooks.RegisterPath, o.Webhooks.ListPath, o.Webhooks.DeletePath) = (WebhookPath, WebhookPath, WebhookPath + "/{id}");
        (o.Webhooks.CallbackUrlProperty, o.Webhooks.EventTypesProperty, o.Webhooks.SecretProperty) = (simulated.CallbackUrlProperty, simulated.EventTypesProperty, simulated.SecretProperty);
        (o.Webhooks.Secret, o.Webhooks.SignatureHeader) = (WebhookSecret, SignatureHeader);
    });

    public override ValueTask DisposeAsync() => _simulator.DisposeAsync();

    protected override int Change(DemoAccount account, int round, int seed) =>
        _simulator.Burst(account.Id, Math.Max(20, (int)_simulator.Count(account.Id, "transactions").Total / 40), seed).Count;

    protected override int Meet(DemoAccount account, DemoEncounter encounter, int vendor)
    {
        JsonNode[] participants = [.. encounter.PeopleAt(vendor).Select((person, place) => (JsonNode)new JsonObject
        {
            ["id"] = new Guid(encounter.Round, (short)place, 0x4000, 0x80, 0, 0, 0, 0, 0, 0, 1).ToString(),
            ["participantRole"] = place == 0 ? "BUYER" : "SELLER",
            ["type"] = "AGENT",
            ["firstName"] = person.FirstName,
            ["lastName"] = person.LastName,
            ["emailAddress"] = person.Mail,
            ["phoneNumber"] = "1" + person.Phone,
            ["external"] = true,
        })];
        _simulator.Create(account.Id, "transactions", new JsonObject
        {
            ["price"] = new JsonObject { ["amount"] = encounter.Price, ["currency"] = "USD" },
            ["closingDateEstimated"] = encounter.ClosingDate,
            ["participants"] = new JsonArray(participants),
        });
        return 1;
    }

    private static async Task<RezenDemoVendor> StartAsync(DemoOptions options, CancellationToken cancellationToken)
    {
        var vendor = new RezenDemoVendor(options);
        var simulator = new RezenSimulatorOptions
        {
            Seed = options.Seed,
            Size = s_sizes.Single(s => s.Name == options.Size),
            AccountCount = options.Accounts,
            TimeProvider = vendor.Clock,
            SharedContacts = options.Vendors.Contains(FubDemoVendor.Kind) ? FubDemoVendor.Simulated(options) : null,
        };
        (simulator.Webhooks.RegisterPath, simulator.Webhooks.SignatureHeader) = (WebhookPath, SignatureHeader);
        Trouble(simulator.Webhooks);
        vendor._simulator = await RezenSimulator.StartAsync(simulator, cancellationToken);
        return vendor;
    }
}
