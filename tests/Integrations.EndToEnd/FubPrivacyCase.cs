using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Integrations.Abstractions;
using Integrations.Fub;
using Integrations.Simulators;
using Microsoft.Extensions.DependencyInjection;

namespace Integrations.EndToEnd;

/// <summary>Personal data in people, notes, calls and texts of Follow Up Boss.</summary>
internal sealed class FubPrivacyCase() : PrivacyCase(FubDefaults.Vendor)
{
    private FubStage _stage = null!;
    private long _person;

    public override string First => "Quizzarella";

    public override string Last => "Zyzzogetsky";

    public override string Mail => "quizzarella.z@example.com";

    public override string Phone => "5550104733";

    public override string Note => "purple xylophone in the cellar";

    public override IEnumerable<string> Secrets => [FubStage.SystemKey, "secret_sim_0001", .. _stage.Vendor.Accounts.SelectMany(static a => a.Keys).Select(static k => k.Key)];

    public override IReadOnlyList<int> Ports => [_stage.Vendor.BaseAddress.Port];

    public override async Task<Stage> OpenAsync() => _stage = await FubStage.OpenAsync(static o => (o.HideContent, o.OAuth.Rotation) = (false, FubSimulatorRotation.Rotate));

    public override void Plant()
    {
        foreach (FubSimulatorAccount account in _stage.Vendor.Accounts.Take(2).Reverse())
        {
            _person = _stage.Vendor.Create(account.Id, "people", new JsonObject
            {
                ["firstName"] = First,
                ["lastName"] = Last,
                ["emails"] = new JsonArray(new JsonObject { ["value"] = Mail, ["type"] = "home" }),
                ["phones"] = new JsonArray(new JsonObject { ["value"] = Phone, ["type"] = "mobile" }),
            });
            _stage.Vendor.Create(account.Id, "notes", new JsonObject { ["personId"] = _person, ["subject"] = Note, ["body"] = Note });
            _stage.Vendor.Create(account.Id, "calls", new JsonObject { ["personId"] = _person, ["note"] = Note });
            _stage.Vendor.Create(account.Id, "textMessages", new JsonObject { ["personId"] = _person, ["message"] = Note });
        }
    }

    public override async Task<AccountInfo> SignInAsync() => (await _stage.SignInAsync(1)).Account!;

    public override async Task FailAtTheVendorAsync(AccountInfo account)
    {
        FubSimulatorAccount own = _stage.Vendor.Accounts[0];
        SimulatorFault[] faults =
        [
            SimulatorFault.ServerError(), SimulatorFault.ServerError(503), SimulatorFault.RateLimitStorm(TimeSpan.FromMinutes(30)), SimulatorFault.TruncatedJson(), SimulatorFault.HtmlPage(), SimulatorFault.CutConnection(),
            SimulatorFault.ExpiredToken(), SimulatorFault.Forbidden("people"), SimulatorFault.AccountLocked(own.Id), SimulatorFault.Unauthorized(own.OwnerKey),
            SimulatorFault.MissingField(), SimulatorFault.InvalidDate(text: $"{First} {Last}"), SimulatorFault.ChangedFieldType("id", $"\"{Mail}\""), SimulatorFault.ChangedFieldType("created", $"\"{Phone}\""),
            SimulatorFault.RenamedField("lastName", "sirname"), SimulatorFault.NulInText("lastName"), SimulatorFault.LoneSurrogate("lastName"), SimulatorFault.MissingMetadata(),
        ];
        foreach (SimulatorFault fault in faults)
        {
            _stage.Vendor.Faults.Add(fault with { Account = own.Id });
            _stage.Vendor.Edit(own.Id, "people", _person, new JsonObject { ["background"] = Note });
            await RunAsync(_stage, account, SyncJobType.Reconcile, "people", "notes", "calls");
            await ThrowsAsync(() => _stage.Services.GetRequiredService<IFubClientFactory>().Create(account.Ref).GetPersonAsync(_person, cancellationToken: Token));
            _stage.Vendor.Faults.Clear();
            await HealAsync(_stage, account);
            _stage.Time.Advance(TimeSpan.FromMinutes(10));
        }

        await ThrowsAsync(() => _stage.ConnectAsync("fka_wrong_" + _stage.Vendor.Accounts[1].OwnerKey));
    }

    public override Task FailInTheDatabaseAsync(AccountInfo account) => RefuseAsync(_stage, "fub_people", "last_name", async state =>
    {
        long person = long.Parse(await _stage.TextAsync($"select people_id::text from integrations.fub_people where last_name = '{Last}' and fub_account_id = {account.Ref.Id}"), CultureInfo.InvariantCulture);
        _stage.Vendor.Edit(_stage.Vendor.Accounts[0].Id, "people", person, new JsonObject { ["background"] = state });
        await RunAsync(_stage, account, SyncJobType.All, "people");
    });

    public override async Task FailToSignInAsync(AccountInfo account)
    {
        IFubOAuth oauth = _stage.Services.GetRequiredService<IFubOAuth>();
        Uri page = await oauth.BeginAsync(new Uri("https://app.example.com/oauth/fub"), cancellationToken: Token);
        string state = page.Query.Split("state=")[1].Split('&')[0];
        await ThrowsAsync(() => oauth.CompleteAsync($"?response=approved&code=synthetic-code-token-wrong&state={state}", cancellationToken: Token));
        await ThrowsAsync(() => oauth.CompleteAsync("?response=approved&code=synthetic-code-token-wrong&state=synthetic-code-token", cancellationToken: Token));
        foreach (SimulatorFault fault in new[] { SimulatorFault.ServerError(), SimulatorFault.HtmlPage(), SimulatorFault.TruncatedJson() })
        {
            _stage.Vendor.Faults.Add(fault with { Path = "oauth/token" });
            _stage.Time.Advance(TimeSpan.FromMinutes(61));
            await RunAsync(_stage, account, SyncJobType.All, "people");
            _stage.Vendor.Faults.Clear();
        }

        _stage.Vendor.OAuth.Revoke(_stage.Vendor.Accounts[1].Id);
        _stage.Time.Advance(TimeSpan.FromMinutes(61));
        await RunAsync(_stage, account, SyncJobType.All, "people");
        Assert.Equal("reauth_required", await _stage.TextAsync($"select status from integrations.fub_accounts where id = {account.Ref.Id}"));
    }

    public override string Delivery(string id) =>
        $$"""{"eventId":"e{{id}}","eventCreated":"2026-01-15T16:20:30+00:00","event":"peopleUpdated","resourceIds":[1],"uri":null,"who":"{{First}} {{Last}} {{Mail}}"}""";

    public override (string Name, string Value) Sign(byte[] body) =>
        ("FUB-Signature", Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(FubStage.SystemKey), Encoding.ASCII.GetBytes(Convert.ToBase64String(body)))));
}
