using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;

namespace Integrations.Benchmarks;

/// <summary>The one endpoint of Stripe that a backfill of customers needs: <c>GET /v1/customers?limit=100&amp;starting_after=…</c>, newest first, with synthetic customers of about 1 KB.</summary>
internal sealed class FakeStripe : IAsyncDisposable
{
    private readonly WebApplication _app;

    private FakeStripe(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.First());

    public static async Task<FakeStripe> StartAsync(int customers, CancellationToken cancellationToken)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        WebApplication app = builder.Build();
        app.Run(context => context.Request.Path == "/v1/customers" ? AnswerAsync(context, customers) : NotFoundAsync(context));
        await app.StartAsync(cancellationToken);
        return new FakeStripe(app);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static async Task AnswerAsync(HttpContext context, int customers)
    {
        int limit = int.TryParse(context.Request.Query["limit"], NumberStyles.None, CultureInfo.InvariantCulture, out int asked) ? asked : 10;
        int after = context.Request.Query["starting_after"] is [{ } id] ? int.Parse(id.AsSpan("cus_".Length), CultureInfo.InvariantCulture) : customers;
        int last = Math.Max(0, after - limit);
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(
            $$"""{"object":"list","url":"/v1/customers","has_more":{{(last > 0 ? "true" : "false")}},"data":[{{string.Join(',', Enumerable.Range(0, after - last).Select(i => Customer(after - 1 - i)))}}]}""",
            context.RequestAborted);
    }

    private static string Customer(int number)
    {
        string n = number.ToString("D8", CultureInfo.InvariantCulture);
        return $$$"""
            {"id":"cus_{{{n}}}","object":"customer","address":{"city":"Springfield","country":"US","line1":"{{{n}}} Example Street","line2":null,"postal_code":"00000","state":"NA"},"balance":0,"created":{{{(1_700_000_000 + number).ToString(CultureInfo.InvariantCulture)}}},"currency":"usd","default_source":null,"delinquent":false,"description":"Synthetic customer number {{{n}}}, made for a comparison of speed on a local machine","discount":null,"email":"customer{{{n}}}@example.com","invoice_prefix":"P{{{n}}}","invoice_settings":{"custom_fields":null,"default_payment_method":null,"footer":null,"rendering_options":null},"livemode":false,"metadata":{"campaign":"newsletter-of-january","region":"north-east","owner":"agent-{{{n}}}","note":"prefers to be called in the afternoon"},"name":"Customer {{{n}}}","next_invoice_sequence":1,"phone":"+15555550100","preferred_locales":["en-US"],"shipping":{"address":{"city":"Springfield","country":"US","line1":"{{{n}}} Example Street","line2":null,"postal_code":"00000","state":"NA"},"name":"Customer {{{n}}}","phone":"+15555550100"},"tax_exempt":"none","test_clock":null}
            """;
    }

    private static async Task NotFoundAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        await context.Response.WriteAsync("""{"error":{"type":"invalid_request_error","message":"No such endpoint in this fake."}}""", context.RequestAborted);
    }
}
