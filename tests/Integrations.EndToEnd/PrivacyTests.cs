using System.Diagnostics;
using System.Text;
using Integrations.Abstractions;
using Integrations.Engine;
using Integrations.Persistence.Postgres;
using Microsoft.Extensions.DependencyInjection;

namespace Integrations.EndToEnd;

/// <summary>Names, addresses, numbers, notes and secrets stay where they belong, whatever fails.</summary>
public sealed class PrivacyTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("fub")]
    [InlineData("rezen")]
    public async Task I14_whatever_fails_no_name_no_number_no_secret_is_in_a_log_a_span_a_metric_an_error_an_answer_or_an_error_text(string vendor)
    {
        PrivacyCase one = vendor == "fub" ? new FubPrivacyCase() : new RezenPrivacyCase();
        using PrivacyWitness witness = new();
        await using Stage stage = await one.OpenAsync();
        await using WebStage web = await WebStage.StartAsync(stage, witness.Logs);

        // What the simulated vendor says of the requests it gets and sends is not ours, nor are the statements with which this test makes trouble.
        witness.IsForeign = span => (span.GetTagItem("db.query.text") is string sql && sql.Contains(one.Last, StringComparison.Ordinal))
            || one.IsOfVendor(span) || (span.Kind != ActivityKind.Server && span.GetTagItem("server.port") is int port && port == web.Http.BaseAddress!.Port);
        List<string> canaries = [.. one.Personal, .. one.Secrets, "synthetic-access-token", "synthetic-refresh-token", "synthetic-code-token"];

        AccountInfo account = await stage.ConnectAsync();
        AccountInfo signedIn = await one.SignInAsync();
        one.Plant();
        await RunAsync(stage);
        await one.FailAtTheVendorAsync(account);
        await one.FailInTheDatabaseAsync(account);
        await one.FailToSignInAsync(signedIn);
        canaries.Add(await ForgeAsync(one, web, account, witness));
        await ReadStatusAsync(web.Http, witness);

        IReadOnlyList<(string Place, string Text)> said = witness.Everything();
        string[] leaks = [.. said.SelectMany(s => canaries.Where(c => s.Text.Contains(c, StringComparison.OrdinalIgnoreCase)).Select(c => $"{s.Place}: {Around(s.Text, c)}")).Distinct(StringComparer.Ordinal).Take(40)];
        Assert.True(leaks.Length == 0, string.Join('\n', leaks));

        CanarySearch search = new(stage.Data);
        IReadOnlyDictionary<string, IReadOnlyList<string>> stored = await search.FindAsync(canaries, Token);
        HashSet<string> meant = Meant(web.Services, vendor);
        Assert.Equal([], stored.SelectMany(s => s.Value.Where(p => !meant.Contains(p) && !meant.Contains(p.Split('.')[0])).Select(p => $"{s.Key} in {p}")));

        // The search must have been able to find something: what was seeded is where it belongs, the failures have happened, and everything was listened to.
        Assert.All(one.Personal, c => Assert.NotEmpty(stored[c]));
        Assert.Contains(stored[one.Last], static p => p.StartsWith("lambda_failed_records.raw", StringComparison.Ordinal));
        Assert.All(canaries.Except(one.Personal, StringComparer.Ordinal), c => Assert.Empty(stored[c]));
        foreach (string kind in new[] { "log", "span", "metric", "exception", "answer" })
        {
            Assert.Contains(said, s => s.Place.StartsWith(kind + ' ', StringComparison.Ordinal));
        }

        Assert.Equal([], one.Codes.Except((await stage.TextAsync("select string_agg(distinct error_code, ',') from integrations.sync_runs")).Split(','), StringComparer.Ordinal));
        Assert.NotEqual(0, await stage.ScalarAsync<long>("select count(*) from integrations.lambda_failed_records where error_code = 'refused_by_database'"));
        TestContext.Current.SendDiagnosticMessage(
            "{0} canaries looked for in {1} texts of {2} kinds of places (logs, spans, metric tags, exceptions, answers) and in {3} columns of {4} tables: none where it does not belong.",
            canaries.Count, said.Count, said.Select(static s => s.Place).Distinct(StringComparer.Ordinal).Count(), search.Columns, search.Tables);
    }

    /// <summary>Runs until nothing is open, the clock going on.</summary>
    internal static async Task RunAsync(Stage stage)
    {
        for (int i = 0; i < 60; i++)
        {
            await stage.DrainAsync();
            if (await stage.ScalarAsync<long>("select count(*) from integrations.sync_job_steps where status in ('PENDING', 'IN_PROGRESS')") == 0)
            {
                return;
            }

            stage.Time.Advance(TimeSpan.FromMinutes(2));
        }
    }

    /// <summary>Tables and columns whose purpose is to hold what the vendor sent: those of mirror, staging and core, and the few that keep payloads.</summary>
    private static HashSet<string> Meant(IServiceProvider services, string vendor)
    {
        VendorTables tables = services.GetRequiredService<VendorCatalog>().Vendor(vendor);
        return new HashSet<string>(
            [
                "lambda_failed_records.raw", "lambda_failed_records.raw_original", "fub_webhook_inbox.raw", "rezen_process_webhook.raw", "rezen_process_webhook.data", $"{vendor}_worker_queue.worker_input",
                .. tables.Streams.Select(static s => s.Table.Name), .. tables.Streams.SelectMany(static s => s.Descriptor.StagingTables),
                .. tables.Descriptor.SideTables.Select(static s => s.Name),
                .. services.GetRequiredService<TableRegistry>().Tables.Where(static t => t.Owned?.StartsWith("t.sync_source", StringComparison.Ordinal) == true).Select(static t => t.Name),
            ],
            StringComparer.Ordinal);
    }

    /// <summary>Deliveries good and bad, all with personal data in body, header and query. Returns the token.</summary>
    private static async Task<string> ForgeAsync(PrivacyCase one, WebStage web, AccountInfo account, PrivacyWitness witness)
    {
        string token = await web.Services.GetRequiredService<IWebhookTokenStore>().GetAsync(account.Ref, Token);
        string own = $"/webhooks/{one.Vendor}/{token}";
        string body = one.Delivery("1");
        (string Path, string Body, bool IsSigned)[] deliveries =
        [
            (own, body, true), (own, body, true), (own, body, false), (own, $"{one.First} {one.Last}", true), (own, $$"""["{{one.Mail}}"]""", true), ($"{own}?mail={one.Mail}", one.Delivery("2"), true),
            (own + "x", body, true), ($"/webhooks/acme/{token}", body, true), ($"/webhooks/{one.Vendor}/{one.Last}", body, true),
        ];
        foreach ((string path, string text, bool isSigned) in deliveries)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(text);
            using HttpRequestMessage request = new(HttpMethod.Post, path) { Content = new ByteArrayContent(bytes) };
            (string name, string signature) = one.Sign(bytes);
            request.Headers.TryAddWithoutValidation(name, isSigned ? signature : "0" + signature[1..]);
            request.Headers.TryAddWithoutValidation("X-Customer", $"{one.First} {one.Mail}");

            // The client of this test is the vendor: what it says of its own request is not ours.
            using HttpResponseMessage answer = await web.Http.SendAsync(request, Token);
            witness.Answer("webhook", $"{answer} {await answer.Content.ReadAsStringAsync(Token)}".Replace(answer.RequestMessage!.RequestUri!.ToString(), "", StringComparison.Ordinal));
        }

        await web.Services.GetRequiredService<ISyncSlice>().RunSliceAsync(TimeSpan.FromSeconds(5), Token);
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

    private static string Around(string text, string canary)
    {
        int at = text.IndexOf(canary, StringComparison.OrdinalIgnoreCase);
        return text[Math.Max(0, at - 120)..Math.Min(text.Length, at + canary.Length + 60)].ReplaceLineEndings(" ");
    }
}
