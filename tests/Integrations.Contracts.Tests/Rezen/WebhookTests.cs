using System.Text.Json.Nodes;
using Integrations.Abstractions;
using Integrations.Contracts.Tests.Wire;
using Integrations.Rezen;
using Microsoft.Extensions.DependencyInjection;

namespace Integrations.Contracts.Tests.Rezen;

/// <summary>Webhooks are registered as the options say, and not at all where they say nothing.</summary>
public sealed class WebhookTests(RezenStub server) : IClassFixture<RezenStub>
{
    private const string Row = """{"id":"77","callback":"https://hooks.example.com/rezen/t1","eventTypes":["TRANSACTION_UPDATED","LISTING_UPDATED"]}""";

    private static readonly StreamName s_transactions = new("rezen", "transactions");
    private static readonly StreamName s_listings = new("rezen", "listings");
    private static readonly Uri s_hook = new("https://hooks.example.com/rezen/t1");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_is_wanted_or_asked_where_the_options_say_nothing()
    {
        var host = server.Host();
        var (client, script) = server.Expect(host);
        var webhooks = host.GetServices<IWebhookSubscriptions>().Single();

        Assert.Empty(webhooks.EventsOf(s_transactions));
        Assert.Empty(webhooks.EventsOf(s_listings));
        Assert.Empty(await webhooks.ListAsync(client.Account, Token));
        var error = await Assert.ThrowsAsync<IntegrationConfigurationException>(() => webhooks.CreateAsync(client.Account, "TRANSACTION_UPDATED", s_hook, Token));

        Assert.Contains("RezenOptions.Webhooks.RegisterPath", error.Message, StringComparison.Ordinal);
        Assert.Empty(script.Verify());
    }

    [Fact]
    public void The_events_of_a_stream_are_those_of_the_options_or_of_an_integrators_list()
    {
        var webhooks = Host(static o => o.ListingEvents.Add("LISTING_CHANGED")).GetServices<IWebhookSubscriptions>().Single();

        Assert.Equal(["TRANSACTION_CREATED", "TRANSACTION_UPDATED", "TRANSACTION_CLOSED", "TRANSACTION_TERMINATED"], webhooks.EventsOf(s_transactions));
        Assert.Equal(["LISTING_CHANGED"], webhooks.EventsOf(s_listings));
        Assert.Empty(webhooks.EventsOf(new StreamName("rezen", "teamRoster")));
        Assert.False(webhooks.AnnouncesAll(s_transactions));
    }

    [Theory]
    [InlineData(true, true, """{"callback":"https://hooks.example.com/rezen/t1","eventTypes":["TRANSACTION_UPDATED"],"secret":"synthetic-webhook-secret"}""")]
    [InlineData(false, false, """{"callback":"https://hooks.example.com/rezen/t1","eventTypes":"TRANSACTION_UPDATED"}""")]
    public async Task A_registration_is_written_in_the_configured_names(bool asList, bool withSecret, string body)
    {
        var host = Host(o =>
        {
            o.EventTypesAsList = asList;
            (o.Secret, o.SignatureHeader, o.SecretProperty) = withSecret ? ("synthetic-webhook-secret", "X-Signature", "secret") : (null, null, null);
        });
        var (client, script) = server.Expect(host, new Exchange("POST", "hermes/api/v1/hooks", """{"id":77}""", 201));

        var made = await host.GetServices<IWebhookSubscriptions>().Single().CreateAsync(client.Account, "TRANSACTION_UPDATED", s_hook, Token);

        Assert.Equal(new WebhookRegistration(new VendorId("77"), "TRANSACTION_UPDATED", s_hook.AbsoluteUri, IsActive: true), made);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(body), JsonNode.Parse(Assert.Single(script.Verify()).Body!)));
    }

    [Theory]
    [InlineData($"[{Row}]")]
    [InlineData($$"""{"hasNext":false,"webhooks":[{{Row}}]}""")]
    [InlineData($$"""{"anything":[{{Row}},{"id":"78"},{"id":"79","callback":7,"eventTypes":[]}]}""")]
    public async Task Registrations_are_listed_one_for_each_event(string answer)
    {
        var host = Host();
        var (client, script) = server.Expect(host, new Exchange("GET", "hermes/api/v1/hooks", answer));

        var listed = await host.GetServices<IWebhookSubscriptions>().Single().ListAsync(client.Account, Token);

        Assert.Equal(["TRANSACTION_UPDATED", "LISTING_UPDATED"], listed.Select(static r => r.Event));
        Assert.All(listed, static r => Assert.Equal(("77", "https://hooks.example.com/rezen/t1", true), (r.Id.Value, r.Address, r.IsActive)));
        script.Verify();
    }

    [Fact]
    public async Task A_changed_address_is_a_removal_and_a_registration()
    {
        var host = Host();
        var (client, script) = server.Expect(
            host,
            new Exchange("GET", "hermes/api/v1/hooks", $"[{Row}]"),
            new Exchange("DELETE", "hermes/api/v1/hooks/77", "", 204),
            new Exchange("POST", "hermes/api/v1/hooks", """{"id":"80"}""", 201));

        var changed = await host.GetServices<IWebhookSubscriptions>().Single().UpdateAsync(client.Account, new VendorId("77"), new Uri("https://hooks.example.com/rezen/t2"), Token);

        Assert.Equal(("80", "TRANSACTION_UPDATED"), (changed.Id.Value, changed.Event));
        script.Verify();
    }

    [Fact]
    public async Task A_registration_that_is_gone_is_removed()
    {
        var host = Host();
        var (client, script) = server.Expect(host, new Exchange("DELETE", "hermes/api/v1/hooks/77", "", 404));

        await host.GetServices<IWebhookSubscriptions>().Single().DeleteAsync(client.Account, new VendorId("77"), Token);

        script.Verify();
    }

    private IServiceProvider Host(Action<RezenWebhookOptions>? options = null) => server.Host(o =>
    {
        (o.Webhooks.RegisterPath, o.Webhooks.ListPath, o.Webhooks.DeletePath) = ("hooks", "hooks", "hooks/{id}");
        (o.Webhooks.CallbackUrlProperty, o.Webhooks.EventTypesProperty) = ("callback", "eventTypes");
        options?.Invoke(o.Webhooks);
    });
}
