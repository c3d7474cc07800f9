using Integrations.Abstractions;
using Integrations.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Integrations.Fub.Tests;

public sealed class RegistrationTests
{
    public static TheoryData<string, Action<FubOptions>> Mistakes { get; } = new()
    {
        { "BaseAddress", static o => o.BaseAddress = new Uri("http://api.example.com/v1/") },
        { "BaseAddress", static o => o.BaseAddress = new Uri("v1/", UriKind.Relative) },
        { "BaseAddress", static o => o.BaseAddress = null! },
        { "SystemName", static o => o.SystemName = "only half" },
        { "SystemKey", static o => (o.SystemName, o.SystemKey) = ("n", "line\nbreak") },
        { "PageSize", static o => o.PageSize = 101 },
        { "PageSize", static o => o.PageSize = 0 },
        { "Overlap", static o => o.Overlap = TimeSpan.Zero },
        { "TrailingWindow", static o => o.TrailingWindow = TimeSpan.FromMinutes(1) },
        { "DeepOffsetLimit", static o => o.DeepOffsetLimit = 1 },
        { "SelfTestInterval", static o => o.SelfTestInterval = TimeSpan.Zero },
        { "PeopleFields", static o => o.PeopleFields = "" },
        { "PeopleStrategy", static o => o.PeopleStrategy = DeltaReading.IdTail },
        { "CallsStrategy", static o => o.CallsStrategy = DeltaReading.SortedWalk },
        { "EventsStrategy", static o => o.EventsStrategy = DeltaReading.SortedWalk },
        { "AppointmentsStrategy", static o => o.AppointmentsStrategy = (DeltaReading)99 },
        { "NotesStrategy", static o => o.NotesStrategy = DeltaReading.SortedWalk },
        { "TasksStrategy", static o => o.TasksStrategy = DeltaReading.SortedWalk },
        { "TasksStrategy", static o => o.TasksStrategy = (DeltaReading)99 },
        { "HiddenContentMarkers", static o => o.HiddenContentMarkers.Add(" ") },
        { "UserFields", static o => o.TextMessageMode = FubTextMessageMode.PerNumber },
        { "OAuth.ClientSecret", static o => o.OAuth.ClientId = "only half" },
        { "OAuth.ClientId", static o => (o.OAuth.ClientId, o.OAuth.ClientSecret) = ("with:colon", "s") },
        { "OAuth.ClientSecret", static o => (o.OAuth.ClientId, o.OAuth.ClientSecret) = ("c", "line\nbreak") },
        { "OAuth.TokenAddress", static o => o.OAuth.TokenAddress = new Uri("http://app.example.com/oauth/token") },
        { "OAuth.AuthorizeAddress", static o => o.OAuth.AuthorizeAddress = null! },
        { "OAuth.SignInLifetime", static o => o.OAuth.SignInLifetime = TimeSpan.FromDays(2) },
        { "RateLimits", static o => o.RateLimits["global"] = 0 },
        { "SystemRateLimits", static o => o.SystemRateLimits["default"] = -1 },
    };

    [Fact]
    public void The_defaults_are_valid() => Assert.NotNull(OptionsOf(static _ => { }));

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_wrong_option_is_refused_by_name(string property, Action<FubOptions> mistake)
    {
        OptionsValidationException error = Assert.Throws<OptionsValidationException>(() => OptionsOf(mistake));

        Assert.Contains(property, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_are_bound_from_a_section()
    {
        IConfigurationSection section = Section(("PageSize", "50"), ("Overlap", "00:10:00"), ("TextMessageMode", "PerPerson"), ("RateLimits:global", "100"), ("OAuth:ClientId", "client_syn_01"), ("OAuth:ClientSecret", "secret_syn_01"));
        var services = new ServiceCollection();
        services.AddFubIntegration(section);

        FubOptions options = services.BuildServiceProvider().GetRequiredService<IOptions<FubOptions>>().Value;

        Assert.Equal((50, TimeSpan.FromMinutes(10), 100), (options.PageSize, options.Overlap, options.RateLimits["global"]));
        Assert.Equal(("client_syn_01", "secret_syn_01"), (options.OAuth.ClientId, options.OAuth.ClientSecret));
    }

    [Fact]
    public void An_unknown_key_in_the_section_is_refused()
    {
        var services = new ServiceCollection();
        services.AddFubIntegration(Section(("PageSise", "50")));

        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => services.BuildServiceProvider().GetRequiredService<IOptions<FubOptions>>().Value);

        Assert.Contains("PageSise", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Adding_twice_is_harmless()
    {
        var services = new ServiceCollection();
        services.AddFubIntegration();
        FubIntegrationBuilder builder = services.AddFubIntegration(static o => o.PageSize = 10);
        ServiceProvider provider = services.BuildServiceProvider();

        Assert.Equal("fub", builder.Vendor);
        Assert.Same(services, builder.Services);
        Assert.Equal("fub", builder.HttpClient.Name);
        Assert.Equal(FubStreams.All.Count, provider.GetServices<ISyncSource>().Count());
        Assert.Single(provider.GetServices<VendorDescriptor>());
        Assert.Single(provider.GetServices<IVendorIdentityReader>());
        Assert.Single(provider.GetServices<IFubOAuth>());
        Assert.Equal("fub.oauth", builder.TokenHttpClient.Name);
        Assert.Equal(10, provider.GetRequiredService<IOptions<FubOptions>>().Value.PageSize);
    }

    [Fact]
    public void Every_stream_has_its_source()
    {
        var services = new ServiceCollection();
        services.AddFubIntegration();

        Assert.Equal(FubStreams.All, services.BuildServiceProvider().GetServices<ISyncSource>().Select(static s => s.Descriptor));
    }

    [Theory]
    [InlineData("GET", "v1/events", "events")]
    [InlineData("GET", "v1/events/7", "events")]
    [InlineData("POST", "v1/events", "POST.events")]
    [InlineData("PUT", "v1/people/7", "PUT.people")]
    [InlineData("GET", "v1/people", "global")]
    [InlineData("POST", "v1/notes", "notes")]
    [InlineData("GET", "v1/notes", "notes")]
    [InlineData("GET", "v1/textMessages", "global")]
    public void Requests_are_counted_in_the_vendors_contexts(string method, string path, string context)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), "https://api.followupboss.com/" + path);

        Assert.Equal(context, FubHttp.RateContext(request));
    }

    [Fact]
    public void Without_a_registered_system_the_allowances_are_halved()
    {
        Assert.Equal(125, FubHttp.Profile(new FubOptions()).AccountLimits["global"].Permits);
        Assert.Equal(250, FubHttp.Profile(new FubOptions { SystemName = "n", SystemKey = "k" }).AccountLimits["global"].Permits);
    }

    private static FubOptions OptionsOf(Action<FubOptions> configure)
    {
        var services = new ServiceCollection();
        services.AddFubIntegration(configure);
        return services.BuildServiceProvider().GetRequiredService<IOptions<FubOptions>>().Value;
    }

    private static IConfigurationSection Section(params (string Key, string Value)[] values) => new ConfigurationBuilder()
        .AddInMemoryCollection(values.Select(static v => KeyValuePair.Create("Fub:" + v.Key, (string?)v.Value)))
        .Build()
        .GetSection("Fub");
}
