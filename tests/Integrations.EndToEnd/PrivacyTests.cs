using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Integrations.Abstractions;
using Integrations.AspNetCore;
using Integrations.Engine;
using Integrations.Fub;
using Integrations.Persistence.Postgres;
using Integrations.Simulators;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace Integrations.EndToEnd;

/// <summary>Names, addresses, numbers, notes and secrets stay where they belong, whatever fails.</summary>
public sealed class PrivacyTests
{
    private const string First = "Quizzaciously";
    private const string Last = "Zyzzogeton";
    private const string Mail = "quizzy.zyzz@example.com";
    private const string Phone = "5550104711";
    private const string Note = "purple xylophone in the cellar";
    private const string SystemKey = "synthetic-system-key-privacy";
    private const string ClientSecret = "secret_sim_0001";

    /// <summary>Columns whose purpose is to hold what the vendor sent; every column of mirror, staging and core tables is one.</summary>
    private static readonly HashSet<string> s_documented = new(
        ["lambda_failed_records.raw", "lambda_failed_records.raw_original", "fub_webhook_inbox.raw", "fub_worker_queue.worker_input"], StringComparer.Ordinal);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task I14_whatever_fails_no_name_no_number_no_secret_is_in_a_log_a_span_a_metric_an_error_an_answer_or_an_error_text()
    {
        using PrivacyWitness witness = new();
        await using FubStage stage = await FubStage.OpenAsync(static o => (o.HideContent, o.OAuth.Rotation) = (false, FubSimulatorRotation.Rotate));
        await using WebApplication app = await StartAsync(stage, witness);
        using HttpClient http = new(new SocketsHttpHandler()) { BaseAddress = new Uri(app.Urls.Single()) };

        // What the simulated vendor says of the requests it gets and sends is not ours, nor are the statements with which this test makes trouble.
        witness.IsForeign = span => (span.GetTagItem("db.query.text") is string sql && sql.Contains(Last, StringComparison.Ordinal)) || (span.GetTagItem("server.port") is int port && (span.Kind == ActivityKind.Server ? port == stage.Vendor.BaseAddress.Port : port == http.BaseAddress.Port));
        List<string> canaries = [First, Last, Mail, Phone, Note, SystemKey, ClientSecret, "synthetic-access-token", "synthetic-refresh-token", "synthetic-code-token"];
        canaries.AddRange(stage.Vendor.Accounts.SelectMany(static a => a.Keys).Select(static k => k.Key));

        AccountInfo account = await app.Services.GetRequiredService<IAccountConnector>().ConnectAsync(FubDefaults.Vendor, new VendorCredential { ApiKey = stage.Vendor.Accounts[0].OwnerKey }, cancellationToken: Token);
        AccountInfo signedIn = (await stage.SignInAsync(1, app.Services)).Account!;
        long person = Seed(stage, 0);
        Seed(stage, 1);
        await RunAsync(stage, app);
        await FailAtTheVendorAsync(stage, app, account, person);
        await FailInTheDatabaseAsync(stage, app, account);
        await FailToSignInAsync(stage, app, signedIn);
        string token = await ForgeAsync(app, http, account, witness);
        canaries.Add(token);
        await ReadStatusAsync(http, witness);

        IReadOnlyList<(string Place, string Text)> said = witness.Everything();
        string[] leaks = [.. said.SelectMany(s => canaries.Where(c => s.Text.Contains(c, StringComparison.OrdinalIgnoreCase)).Select(c => $"{s.Place}: {Around(s.Text, c)}")).Distinct(StringComparer.Ordinal).Take(40)];
        Assert.True(leaks.Length == 0, string.Join('\n', leaks));

        CanarySearch search = new(stage.Data);
        IReadOnlyDictionary<string, IReadOnlyList<string>> stored = await search.FindAsync(canaries, Token);
        TableRegistry registry = app.Services.GetRequiredService<TableRegistry>();
        VendorTables vendor = app.Services.GetRequiredService<VendorCatalog>().Vendor("fub");
        HashSet<string> tables = new(
            [
                .. vendor.Streams.Select(static s => s.Table.Name), .. vendor.Streams.SelectMany(static s => s.Descriptor.StagingTables),
                .. registry.Tables.Where(static t => t.Owned?.StartsWith("t.sync_source", StringComparison.Ordinal) == true).Select(static t => t.Name),
            ],
            StringComparer.Ordinal);
        Assert.Equal([], stored.SelectMany(s => s.Value.Where(p => !s_documented.Contains(p) && !tables.Contains(p.Split('.')[0])).Select(p => $"{s.Key} in {p}")));

        // The search must have been able to find something: what was seeded is where it belongs, the failures have happened, and everything was listened to.
        Assert.All(new[] { First, Last, Mail, Phone, Note }, c => Assert.NotEmpty(stored[c]));
        Assert.Contains(stored[Last], static p => p.StartsWith("lambda_failed_records.raw", StringComparison.Ordinal));
        Assert.All(canaries.Except([First, Last, Mail, Phone, Note], StringComparer.Ordinal), c => Assert.Empty(stored[c]));
        foreach (string kind in new[] { "log", "span", "metric", "exception", "answer" })
        {
            Assert.Contains(said, s => s.Place.StartsWith(kind + ' ', StringComparison.Ordinal));
        }

        string[] codes = ["unavailable", "protocol", "authentication", "authorization", "internal", "rate_limit"];
        Assert.Equal([], codes.Except((await stage.TextAsync("select string_agg(distinct error_code, ',') from integrations.sync_runs")).Split(','), StringComparer.Ordinal));
        Assert.NotEqual(0, await stage.ScalarAsync<long>("select count(*) from integrations.lambda_failed_records where error_code = 'refused_by_database'"));
        TestContext.Current.SendDiagnosticMessage(
            "{0} canaries looked for in {1} texts of {2} kinds of places (logs, spans, metric tags, exceptions, answers) and in {3} columns of {4} tables: none where it does not belong.",
            canaries.Count, said.Count, said.Select(static s => s.Place).Distinct(StringComparer.Ordinal).Count(), search.Columns, search.Tables);
    }

    private static long Seed(FubStage stage, int account)
    {
        long id = stage.Vendor.Accounts[account].Id;
        long person = stage.Vendor.Create(id, "people", new JsonObject
        {
            ["firstName"] = First,
            ["lastName"] = Last,
            ["emails"] = new JsonArray(new JsonObject { ["value"] = Mail, ["type"] = "home" }),
            ["phones"] = new JsonArray(new JsonObject { ["value"] = Phone, ["type"] = "mobile" }),
        });
        stage.Vendor.Create(id, "notes", new JsonObject { ["personId"] = person, ["subject"] = Note, ["body"] = Note });
        stage.Vendor.Create(id, "calls", new JsonObject { ["personId"] = person, ["note"] = Note });
        stage.Vendor.Create(id, "textMessages", new JsonObject { ["personId"] = person, ["message"] = Note });
        return person;
    }

    private static async Task<WebApplication> StartAsync(FubStage stage, PrivacyWitness witness)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Trace).AddProvider(new FakeLoggerProvider(witness.Logs));
        builder.Services.AddSingleton<TimeProvider>(stage.Time);
        builder.Services.AddIntegrations(static o => (o.MaxAttempts, o.ReconcileCooldown) = (2, TimeSpan.Zero)).UsePostgres(stage.Data).AddWebhookEndpoint().AddStatusGauges();
        builder.Services.AddFubIntegration(o =>
        {
            o.BaseAddress = stage.Vendor.BaseAddress;
            (o.SystemName, o.SystemKey) = ("Integrations-EndToEnd", SystemKey);
            (o.OAuth.ClientId, o.OAuth.ClientSecret) = ("client_sim_0001", ClientSecret);
            (o.OAuth.AuthorizeAddress, o.OAuth.TokenAddress) = (stage.Vendor.OAuth.AuthorizeAddress, stage.Vendor.OAuth.TokenAddress);
        });
        builder.Services.AddHealthChecks().AddIntegrationChecks();
        WebApplication app = builder.Build();
        app.MapIntegrationWebhooks();
        app.MapIntegrationDashboard().AllowAnonymous();
        app.MapHealthChecks("/health");
        await app.StartAsync(Token);
        return app;
    }

    /// <summary>Runs until nothing is open, the clock going on.</summary>
    private static async Task RunAsync(FubStage stage, WebApplication app)
    {
        for (int i = 0; i < 60; i++)
        {
            await stage.DrainAsync(app.Services);
            if (await stage.ScalarAsync<long>("select count(*) from integrations.sync_job_steps where status in ('PENDING', 'IN_PROGRESS')") == 0)
            {
                return;
            }

            stage.Time.Advance(TimeSpan.FromMinutes(2));
        }
    }

    private static async Task FailAtTheVendorAsync(FubStage stage, WebApplication app, AccountInfo account, long person)
    {
        long vendor = stage.Vendor.Accounts[0].Id;
        SimulatorFault[] faults =
        [
            SimulatorFault.ServerError(), SimulatorFault.ServerError(503), SimulatorFault.RateLimitStorm(TimeSpan.FromMinutes(30)), SimulatorFault.TruncatedJson(), SimulatorFault.HtmlPage(), SimulatorFault.CutConnection(),
            SimulatorFault.ExpiredToken(), SimulatorFault.Forbidden("people"), SimulatorFault.AccountLocked(vendor), SimulatorFault.Unauthorized(stage.Vendor.Accounts[0].OwnerKey),
            SimulatorFault.MissingField(), SimulatorFault.InvalidDate(text: $"{First} {Last}"), SimulatorFault.ChangedFieldType("id", $"\"{Mail}\""), SimulatorFault.ChangedFieldType("created", $"\"{Phone}\""),
            SimulatorFault.RenamedField("lastName", "sirname"), SimulatorFault.NulInText("lastName"), SimulatorFault.LoneSurrogate("lastName"), SimulatorFault.MissingMetadata(),
        ];
        foreach (SimulatorFault fault in faults)
        {
            stage.Vendor.Faults.Add(fault with { Account = vendor });
            stage.Vendor.Edit(vendor, "people", person, new JsonObject { ["background"] = Note });
            await app.Services.GetRequiredService<ISyncJobs>().RequestAsync(account.Ref, SyncJobType.Reconcile, ["people", "notes", "calls"], Token);
            await RunAsync(stage, app);
            await ThrowsAsync(() => app.Services.GetRequiredService<IFubClientFactory>().Create(account.Ref).GetPersonAsync(person, cancellationToken: Token));
            stage.Vendor.Faults.Clear();
            await app.Services.GetRequiredService<IAccountStore>().SetStatusAsync(account.Ref, AccountStatus.Active, null, Token);
            app.Services.GetServices<ICredentialCache>().ToList().ForEach(c => c.Forget(account.Ref));
            stage.Time.Advance(TimeSpan.FromMinutes(10));
        }

        await ThrowsAsync(() => app.Services.GetRequiredService<IAccountConnector>().ConnectAsync(FubDefaults.Vendor, new VendorCredential { ApiKey = "fka_wrong_" + stage.Vendor.Accounts[1].OwnerKey }, cancellationToken: Token));
    }

    /// <summary>A row that the database refuses with a text that quotes it, and a failure of its own that quotes it too.</summary>
    private static async Task FailInTheDatabaseAsync(FubStage stage, WebApplication app, AccountInfo account)
    {
        foreach (string state in new[] { "22003", "23514", "P0001", "XX000", "40P01", "53100" })
        {
            await stage.TextAsync(
                $"""
                create or replace function public.refuse() returns trigger language plpgsql as $f$
                begin
                  if new.last_name = '{Last}' then raise exception 'no % % %', new.first_name, new.last_name, new.raw using errcode = '{state}', detail = new.last_name, hint = '{Mail}'; end if;
                  return new;
                end $f$;
                create or replace trigger refuse before insert or update on integrations.fub_people for each row execute function public.refuse();
                """);
            stage.Vendor.Edit(stage.Vendor.Accounts[0].Id, "people", long.Parse(await stage.TextAsync($"select people_id::text from integrations.fub_people where last_name = '{Last}' and fub_account_id = {account.Ref.Id}"), CultureInfo.InvariantCulture), new JsonObject { ["background"] = state });
            await app.Services.GetRequiredService<ISyncJobs>().RequestAsync(account.Ref, SyncJobType.All, ["people"], Token);
            await RunAsync(stage, app);
            await stage.TextAsync("drop trigger refuse on integrations.fub_people");
        }
    }

    private static async Task FailToSignInAsync(FubStage stage, WebApplication app, AccountInfo account)
    {
        IFubOAuth oauth = app.Services.GetRequiredService<IFubOAuth>();
        Uri page = await oauth.BeginAsync(new Uri("https://app.example.com/oauth/fub"), cancellationToken: Token);
        string state = Uri.UnescapeDataString(page.Query.Split("state=")[1].Split('&')[0]);
        await ThrowsAsync(() => oauth.CompleteAsync($"?response=approved&code=synthetic-code-token-wrong&state={Uri.EscapeDataString(state)}", cancellationToken: Token));
        await ThrowsAsync(() => oauth.CompleteAsync($"?response=approved&code=synthetic-code-token-wrong&state=synthetic-code-token", cancellationToken: Token));
        foreach (SimulatorFault fault in new[] { SimulatorFault.ServerError(), SimulatorFault.HtmlPage(), SimulatorFault.TruncatedJson() })
        {
            stage.Vendor.Faults.Add(fault with { Path = "oauth/token" });
            stage.Time.Advance(TimeSpan.FromMinutes(61));
            await app.Services.GetRequiredService<ISyncJobs>().RequestAsync(account.Ref, SyncJobType.All, ["people"], Token);
            await RunAsync(stage, app);
            stage.Vendor.Faults.Clear();
        }

        stage.Vendor.OAuth.Revoke(stage.Vendor.Accounts[1].Id);
        stage.Time.Advance(TimeSpan.FromMinutes(61));
        await app.Services.GetRequiredService<ISyncJobs>().RequestAsync(account.Ref, SyncJobType.All, ["people"], Token);
        await RunAsync(stage, app);
        Assert.Equal("reauth_required", await stage.TextAsync($"select status from integrations.fub_accounts where id = {account.Ref.Id}"));
    }

    /// <summary>Deliveries good and bad, all with personal data in body, header and query. Returns the token.</summary>
    private static async Task<string> ForgeAsync(WebApplication app, HttpClient http, AccountInfo account, PrivacyWitness witness)
    {
        string token = await app.Services.GetRequiredService<IWebhookTokenStore>().GetAsync(account.Ref, Token);
        string body = $$"""{"eventId":"e1","eventCreated":"2026-01-15T16:20:30+00:00","event":"peopleUpdated","resourceIds":[1],"uri":null,"who":"{{First}} {{Last}} {{Mail}}"}""";
        (string Path, string Body, bool IsSigned)[] deliveries =
        [
            ($"/webhooks/fub/{token}", body, true), ($"/webhooks/fub/{token}", body, true), ($"/webhooks/fub/{token}", body, false), ($"/webhooks/fub/{token}", $"{First} {Last}", true),
            ($"/webhooks/fub/{token}", $$"""["{{Mail}}"]""", true), ($"/webhooks/fub/{token}?mail={Mail}", body.Replace("e1", "e2", StringComparison.Ordinal), true), ($"/webhooks/fub/{token}x", body, true),
            ($"/webhooks/rezen/{token}", body, true), ($"/webhooks/fub/{Last}", body, true),
        ];
        foreach ((string path, string text, bool isSigned) in deliveries)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(text);
            using HttpRequestMessage request = new(HttpMethod.Post, path) { Content = new ByteArrayContent(bytes) };
            string signature = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(SystemKey), Encoding.ASCII.GetBytes(Convert.ToBase64String(bytes))));
            request.Headers.TryAddWithoutValidation("FUB-Signature", isSigned ? signature : "0" + signature[1..]);
            request.Headers.TryAddWithoutValidation("X-Customer", $"{First} {Mail}");

            // The client of this test is the vendor: what it says of its own request is not ours.
            using HttpResponseMessage answer = await http.SendAsync(request, Token);
            witness.Answer("webhook", $"{answer} {await answer.Content.ReadAsStringAsync(Token)}".Replace(answer.RequestMessage!.RequestUri!.ToString(), "", StringComparison.Ordinal));
        }

        await app.Services.GetRequiredService<ISyncSlice>().RunSliceAsync(TimeSpan.FromSeconds(5), Token);
        return token;
    }

    private static async Task ReadStatusAsync(HttpClient http, PrivacyWitness witness)
    {
        foreach (string path in new[] { "/integrations", "/integrations/status", "/integrations/status?troubled=true", "/health" })
        {
            using HttpResponseMessage answer = await http.GetAsync(path, Token);
            witness.Answer(path, $"{answer} {await answer.Content.ReadAsStringAsync(Token)}");
        }
    }

    private static async Task ThrowsAsync(Func<Task> call)
    {
        try
        {
            await call();
        }
        catch (IntegrationException)
        {
            // The witness has heard it.
        }
    }

    private static string Around(string text, string canary)
    {
        int at = text.IndexOf(canary, StringComparison.OrdinalIgnoreCase);
        return text[Math.Max(0, at - 120)..Math.Min(text.Length, at + canary.Length + 60)].ReplaceLineEndings(" ");
    }
}
