using Integrations.Abstractions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Integrations.Rezen.Tests;

public sealed class RegistrationTests
{
    public static TheoryData<string, Action<RezenOptions>> Mistakes { get; } = new()
    {
        { "Services['yenta']", static o => o.Services["yenta"] = new Uri("http://yenta.example.com/") },
        { "Services['yenta']", static o => o.Services["yenta"] = new Uri("v1/", UriKind.Relative) },
        { "Services['yenta']", static o => o.Services["yenta"] = new Uri("https://yenta.example.com/?key=1") },
        { "Endpoints.Users", static o => o.Services.Remove("yenta") },
        { "ApiPrefix", static o => o.ApiPrefix = "/api/v1" },
        { "ApiPrefix", static o => o.ApiPrefix = "api/../admin" },
        { "KeyHeader", static o => o.KeyHeader = "X KEY" },
        { "KeyHeader", static o => o.KeyHeader = "" },
        { "UserAgent", static o => o.UserAgent = "line\nbreak" },
        { "UserAgent", static o => o.UserAgent = "" },
        { "RequestsPerSecond", static o => o.RequestsPerSecond = -1 },
        { "ListingPageSize", static o => o.ListingPageSize = 1001 },
        { "NetworkPageSize", static o => o.NetworkPageSize = 0 },
        { "Endpoints.CapPath", static o => o.Endpoints.CapPath = "agent/{id}/cap-info" },
        { "Endpoints.EquityPath", static o => (o.Endpoints.Equity, o.Endpoints.EquityPath) = ("yenta", "equity") },
        { "Endpoints.ReferralCodePath", static o => o.Endpoints.ReferralCodePath = "codes/{agentId}" },
        { "Drafts", static o => o.Endpoints.Drafts = "" },
        { "Webhooks.Service", static o => o.Webhooks.Service = "mail" },
        { "Webhooks.RegisterPath", static o => o.Webhooks.RegisterPath = "webhooks" },
        { "Webhooks.DeletePath", static o => (o.Webhooks.RegisterPath, o.Webhooks.ListPath, o.Webhooks.DeletePath, o.Webhooks.CallbackUrlProperty, o.Webhooks.EventTypesProperty) = ("w", "w", "w", "url", "events") },
        { "Webhooks.SignatureHeader", static o => o.Webhooks.Secret = "s" },
        { "Webhooks.Secret", static o => o.Webhooks.SecretProperty = "secret" },
        { "Webhooks.SignatureAlgorithm", static o => o.Webhooks.SignatureAlgorithm = (RezenSignatureAlgorithm)99 },
        { "Webhooks.SignatureEncoding", static o => o.Webhooks.SignatureEncoding = (RezenSignatureEncoding)99 },
        { "OAuth.ClientSecret", static o => o.OAuth.ClientId = "only half" },
        { "OAuth.Issuer", static o => o.OAuth.Issuer = new Uri("http://issuer.example.com") },
        { "OAuth.SignInLifetime", static o => o.OAuth.SignInLifetime = TimeSpan.FromDays(2) },
        { "LifecycleGroups", static o => o.LifecycleGroups.Add("OPEN/..") },
        { "Tiers", static o => o.Tiers.Add(0) },
        { "NetworkStatuses", static o => o.NetworkStatuses.Add(" ") },
        { "ClosingDateOrder", static o => o.ClosingDateOrder.Add("closingDay") },
        { "TransactionDetail", static o => o.TransactionDetail = (RezenTransactionDetail)99 },
        { "TerminationCall", static o => o.TerminationCall = (RezenTerminationCall)99 },
        { "Overlap", static o => o.Overlap = TimeSpan.Zero },
        { "NetworkOverlap", static o => o.NetworkOverlap = TimeSpan.FromHours(1) },
        { "FieldPaths['contributions.payouts']", static o => o.FieldPaths["contributions.payouts"] = "paid" },
        { "FieldPaths['contributions.payout']", static o => o.FieldPaths["contributions.payout"] = "$.paid" },
        { "ContributionWindow", static o => o.ContributionWindow = TimeSpan.FromDays(400) },
    };

    [Fact]
    public void The_defaults_are_valid() => Assert.NotNull(OptionsOf(static _ => { }));

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_wrong_option_is_refused_by_name(string property, Action<RezenOptions> mistake)
    {
        OptionsValidationException error = Assert.Throws<OptionsValidationException>(() => OptionsOf(mistake));

        Assert.Contains(property, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_are_bound_from_a_section()
    {
        var services = new ServiceCollection();
        services.AddRezenIntegration(Section(
            ("PageSize", "50"), ("Services:yenta", "https://yenta.example.com"), ("Services:wallet", "https://wallet.example.com"), ("Endpoints:RevenueShare", "wallet"), ("Tiers:0", "1"), ("Tiers:1", "2"),
            ("Webhooks:SignatureEncoding", "Base64"), ("OAuth:ClientId", "c"), ("OAuth:ClientSecret", "s"), ("RequestsPerSecond", "0")));

        RezenOptions options = services.BuildServiceProvider().GetRequiredService<IOptions<RezenOptions>>().Value;

        Assert.Equal((50, "https://yenta.example.com/", "wallet", 0), (options.PageSize, options.Services["yenta"].AbsoluteUri, options.Endpoints.RevenueShare, options.RequestsPerSecond));
        Assert.Equal(7, options.Services.Count);
        Assert.Equal([1, 2], options.AllTiers);
        Assert.Equal(RezenSignatureEncoding.Base64, options.Webhooks.SignatureEncoding);
    }

    [Fact]
    public void An_unknown_key_in_the_section_is_refused()
    {
        var services = new ServiceCollection();
        services.AddRezenIntegration(Section(("Endpoints:Capp", "yenta")));

        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => services.BuildServiceProvider().GetRequiredService<IOptions<RezenOptions>>().Value);

        Assert.Contains("Capp", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Adding_twice_is_harmless()
    {
        var services = new ServiceCollection();
        services.AddRezenIntegration();
        services.AddRezenIntegration();

        using ServiceProvider provider = services.BuildServiceProvider();

        Assert.Single(provider.GetServices<VendorDescriptor>());
        Assert.Single(provider.GetServices<IVendorIdentityReader>());
        Assert.Single(provider.GetServices<IWebhookReader>());
        Assert.Equal(provider.GetServices<ISyncSource>().Select(static s => s.Descriptor.Name).Distinct(), provider.GetServices<ISyncSource>().Select(static s => s.Descriptor.Name));
    }

    private static RezenOptions OptionsOf(Action<RezenOptions> configure)
    {
        var services = new ServiceCollection();
        services.AddRezenIntegration(configure);
        return services.BuildServiceProvider().GetRequiredService<IOptions<RezenOptions>>().Value;
    }

    private static IConfigurationSection Section(params (string Key, string Value)[] values) => new ConfigurationBuilder()
        .AddInMemoryCollection(values.Select(static v => KeyValuePair.Create($"Rezen:{v.Key}", (string?)v.Value))).Build().GetSection("Rezen");
}
