using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Integrations.Abstractions;
using Integrations.Rezen;
using Integrations.Simulators;
using Microsoft.Extensions.DependencyInjection;

namespace Integrations.EndToEnd;

/// <summary>Personal data in deals, their participants and the network of reZEN.</summary>
internal sealed class RezenPrivacyCase() : PrivacyCase(RezenDefaults.Vendor)
{
    private const string Secret = "synthetic-webhook-secret-privacy";
    private const string Header = "X-Sample-Signature";
    private const string Downline = "yenta/agents/{id}/down-line";
    private const string Deals = "arrakis/transactions/participant";

    private RezenStage _stage = null!;
    private Guid _deal;
    private Guid _member;

    public override string First => "Quibblethorpe";

    public override string Last => "Vexillariski";

    public override string Mail => "quibblethorpe.v@example.com";

    public override string Phone => "5550104744";

    public override string Note => "vermilion sousaphone under the stairs";

    public override IEnumerable<string> Secrets => [Secret, "secret_sim_0001", .. _stage.Vendor.Accounts.Select(static a => a.ApiKey)];

    public override IReadOnlyList<int> Ports => [.. _stage.Vendor.Services.Values.Select(static s => s.Port)];

    public override async Task<Stage> OpenAsync() => _stage = await RezenStage.OpenAsync(rezen: static o => (o.Webhooks.Secret, o.Webhooks.SignatureHeader) = (Secret, Header));

    public override void Plant()
    {
        foreach (RezenSimulatorAccount account in _stage.Vendor.Accounts.Take(2).Reverse())
        {
            JsonObject person = new() { ["firstName"] = First, ["lastName"] = Last, ["emailAddress"] = Mail, ["phoneNumber"] = Phone };
            JsonObject buyer = person.DeepClone().AsObject();
            (buyer["id"], buyer["participantRole"], buyer["type"], buyer["external"]) = ("c1000000-0000-4000-8000-000000004711", "BUYER", "AGENT", true);
            _deal = _stage.Vendor.Create(account.Id, "transactions", new JsonObject
            {
                ["participants"] = new JsonArray(buyer),
                ["projectName"] = Last,
                ["lifecycleState"] = new JsonObject { ["state"] = "NEW", ["description"] = null },
                ["escrowNumber"] = Note,
            });
            _member = _stage.Vendor.Create(account.Id, "networkDownline", person);
            _stage.Vendor.Create(account.Id, "contributions", new JsonObject { ["contributorName"] = $"{First} {Last}" });
        }
    }

    public override async Task<AccountInfo> SignInAsync()
    {
        IRezenOAuth oauth = _stage.Services.GetRequiredService<IRezenOAuth>();
        _stage.Vendor.OAuth.Approve(_stage.Vendor.Accounts[1].Id);
        Uri page = await oauth.BeginAsync(new Uri("https://app.example.com/oauth/rezen"), cancellationToken: Token);
        using HttpClient browser = new(new SocketsHttpHandler { AllowAutoRedirect = false });
        using HttpResponseMessage back = await browser.GetAsync(page, Token);
        return (await oauth.CompleteAsync(back.Headers.Location!.Query, cancellationToken: Token)).Account!;
    }

    public override async Task FailAtTheVendorAsync(AccountInfo account)
    {
        RezenSimulatorAccount own = _stage.Vendor.Accounts[0];
        SimulatorFault[] faults =
        [
            SimulatorFault.ServerError(), SimulatorFault.ServerError(503), SimulatorFault.RateLimitStorm(TimeSpan.FromMinutes(30)), SimulatorFault.TruncatedJson(),
            SimulatorFault.HtmlPage(), SimulatorFault.CutConnection(), SimulatorFault.Unreachable("arrakis"), SimulatorFault.Forbidden(Deals), SimulatorFault.AccountLocked(own.Id), SimulatorFault.Unauthorized(own.ApiKey),
            SimulatorFault.MissingField(), SimulatorFault.InvalidDate(text: $"{First} {Last}"), SimulatorFault.ChangedFieldType("id", $"\"{Mail}\""), SimulatorFault.ChangedFieldType("participants", $"\"{Phone}\""),
            SimulatorFault.RenamedField("lastName", "sirname"), SimulatorFault.RenamedField("projectName", "projectTitle"), SimulatorFault.NulInText("lastName"), SimulatorFault.LoneSurrogate("lastName"),
            SimulatorFault.MissingMetadata(), SimulatorFault.RepeatedPage(), SimulatorFault.ChangingTotal(),
        ];
        foreach (SimulatorFault fault in faults)
        {
            _stage.Vendor.Faults.Add(fault with { Account = own.Id });
            _stage.Vendor.Edit(own.Id, "transactions", _deal, new JsonObject { ["leadSource"] = new JsonObject { ["id"] = null, ["name"] = Note } });
            _stage.Vendor.Edit(own.Id, "networkDownline", _member, new JsonObject { ["sizeOfNetwork"] = 1 });
            await RunAsync(_stage, account, SyncJobType.Reconcile, "transactions", "networkDownline");
            RezenClient client = _stage.Services.GetRequiredService<IRezenClientFactory>().Create(account.Ref);
            await ThrowsAsync(() => client.GetTransactionAsync(_deal.ToString(), Token));
            _stage.Vendor.Faults.Clear();
            await HealAsync(_stage, account);
            _stage.Time.Advance(TimeSpan.FromMinutes(10));
        }

        await ThrowsAsync(() => _stage.ConnectAsync(_stage.Vendor.Accounts[1].ApiKey + "_wrong"));
    }

    public override Task FailInTheDatabaseAsync(AccountInfo account) => RefuseAsync(_stage, "rezen_transactions", "project_name", async state =>
    {
        _stage.Vendor.Edit(_stage.Vendor.Accounts[0].Id, "transactions", _deal, new JsonObject { ["mlsNumber"] = state });
        await RunAsync(_stage, account, SyncJobType.All, "transactions");
    });

    public override async Task FailToSignInAsync(AccountInfo account)
    {
        IRezenOAuth oauth = _stage.Services.GetRequiredService<IRezenOAuth>();
        string issuer = Uri.EscapeDataString(_stage.Vendor.OAuth.Issuer.OriginalString);
        Uri page = await oauth.BeginAsync(new Uri("https://app.example.com/oauth/rezen"), cancellationToken: Token);
        string state = page.Query.Split("state=")[1].Split('&')[0];
        await ThrowsAsync(() => oauth.CompleteAsync($"?code=synthetic-code-token-wrong&state={state}&iss={issuer}", cancellationToken: Token));
        await ThrowsAsync(() => oauth.CompleteAsync($"?code=synthetic-code-token-wrong&state=synthetic-code-token&iss={issuer}", cancellationToken: Token));
        foreach (SimulatorFault fault in new[] { SimulatorFault.ServerError(), SimulatorFault.HtmlPage(), SimulatorFault.TruncatedJson() })
        {
            _stage.Vendor.Faults.Add(fault with { Path = "keymaker-oauth" });
            _stage.Time.Advance(TimeSpan.FromHours(13));
            await RunAsync(_stage, account, SyncJobType.All, "agentData");
            _stage.Vendor.Faults.Clear();
        }

        _stage.Vendor.OAuth.Revoke(_stage.Vendor.Accounts[1].Id);
        _stage.Time.Advance(TimeSpan.FromHours(13));
        await RunAsync(_stage, account, SyncJobType.All, "agentData");
        Assert.Equal("reauth_required", await _stage.TextAsync($"select status from integrations.rezen_accounts where id = {account.Ref.Id}"));
    }

    public override string Delivery(string id) =>
        $$"""{"eventName":"TRANSACTION_UPDATED","rezenObject":{"id":"{{_deal}}","type":"TRANSACTION"},"timestamp":177672223196{{id}},"who":"{{First}} {{Last}} {{Mail}}"}""";

    public override (string Name, string Value) Sign(byte[] body) => (Header, Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), body)));
}
