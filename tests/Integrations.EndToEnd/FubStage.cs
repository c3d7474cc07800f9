using System.Globalization;
using System.Text.Json.Nodes;
using Integrations.Abstractions;
using Integrations.CrashWorker;
using Integrations.Fub;
using Integrations.Http;
using Integrations.Simulators;
using Integrations.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Integrations.EndToEnd;

/// <summary>The whole system with Follow Up Boss.</summary>
internal sealed class FubStage : Stage
{
    public const string SystemKey = "synthetic-system-key-e2e";

    private static readonly Lazy<Task<ThrowawayDatabase>> s_template = Migrated(static s => s.AddFubIntegration());

    private readonly Action<FubOptions>? _fub;

    private FubStage(FubSimulator vendor, ThrowawayDatabase database, ShiftedTime time, Action<FubOptions>? fub)
        : base(database, time)
    {
        Vendor = vendor;
        _fub = fub;
    }

    public FubSimulator Vendor { get; }

    public override RequestLog Requests => Vendor.Requests;

    public override string VendorWord => FubDefaults.Vendor;

    protected override IReadOnlyList<VendorMirror> Mirrors => FubMirror.All;

    public static async Task<FubStage> OpenAsync(Action<FubSimulatorOptions>? vendor = null, Action<FubOptions>? fub = null)
    {
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        var time = new ShiftedTime();
        var options = new FubSimulatorOptions { TimeProvider = time, AdvanceClock = time.Advance, RateLimits = FubSimulatorRateLimits.Off };
        vendor?.Invoke(options);
        ThrowawayDatabase database = await CopyAsync(s_template, cancellationToken);
        return new FubStage(await FubSimulator.StartAsync(options, cancellationToken), database, time, fub);
    }

    public override string KeyOf(int account) => Vendor.Accounts[account].OwnerKey;

    /// <summary>A user signs in: the host sends the browser to the vendor, which sends it back at once.</summary>
    public async Task<OAuthResult> SignInAsync(int account = 0, IServiceProvider? host = null)
    {
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        IFubOAuth oauth = (host ?? Services).GetRequiredService<IFubOAuth>();
        var owner = new ConnectOptions { UserId = 7, TenantId = new Guid("11111111-2222-4333-8444-555555555555") };
        Vendor.OAuth.Approve(Vendor.Accounts[account].Id);
        Uri page = await oauth.BeginAsync(new Uri("https://app.example.com/oauth/fub"), owner, cancellationToken: cancellationToken);
        using HttpClient browser = new(new SocketsHttpHandler { AllowAutoRedirect = false });
        using HttpResponseMessage back = await browser.GetAsync(page, cancellationToken);
        return await oauth.CompleteAsync(back.Headers.Location!.Query, owner, cancellationToken);
    }

    /// <summary>A webhook of the vendor arrives: it is read as the endpoint reads it and stored in the inbox.</summary>
    public Task<WebhookReceipt> AnnounceAsync(AccountInfo account, string name, IEnumerable<long> ids, string? eventId = null, DateTimeOffset? at = null)
    {
        DateTimeOffset now = Time.GetUtcNow();
        var body = new JsonObject
        {
            ["eventId"] = eventId ?? Guid.NewGuid().ToString(),
            ["eventCreated"] = (at ?? now).ToString("yyyy-MM-dd'T'HH:mm:sszzz", System.Globalization.CultureInfo.InvariantCulture),
            ["event"] = name,
            ["resourceIds"] = new JsonArray([.. ids.Select(static i => (JsonNode)i)]),
            ["uri"] = null,
        };
        byte[] bytes = System.Text.Encoding.UTF8.GetBytes(body.ToJsonString());
        return Services.GetRequiredService<IWebhookArrivalStore>().StoreAsync(
            new WebhookArrival { Account = account.Ref, ReceivedAt = now, Body = bytes, Event = Services.GetRequiredService<IWebhookReader>().Read(bytes), IsSigned = true },
            TestContext.Current.CancellationToken);
    }

    /// <summary>As <see cref="Stage.AssertRecordsAreVendorsAsync"/>, by the vendor's numbers.</summary>
    public Task AssertRecordsAreVendorsAsync(AccountInfo account, string entity, params IEnumerable<long> ids) =>
        AssertRecordsAreVendorsAsync(account, entity, ids.Select(static i => i.ToString(CultureInfo.InvariantCulture)));

    public override void ChangeVendor(int changes, int seed) => Vendor.Burst(Vendor.Accounts[0].Id, changes, seed);

    public override void AddVendor(IServiceCollection services) => services.AddFubIntegration(o =>
    {
        o.BaseAddress = Vendor.BaseAddress;
        o.SystemName = "Integrations-EndToEnd";
        o.SystemKey = SystemKey;
        (o.OAuth.ClientId, o.OAuth.ClientSecret) = ("client_sim_0001", "secret_sim_0001");
        (o.OAuth.AuthorizeAddress, o.OAuth.TokenAddress) = (Vendor.OAuth.AuthorizeAddress, Vendor.OAuth.TokenAddress);
        _fub?.Invoke(o);
    });

    protected override SortedDictionary<string, JsonNode> ReadVendor(VendorMirror mirror, AccountInfo account) => ((FubMirror)mirror).ReadVendor(Vendor, account);

    protected override ValueTask StopVendorAsync() => Vendor.DisposeAsync();
}
