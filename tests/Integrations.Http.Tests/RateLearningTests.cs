using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Net;
using Integrations.Abstractions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;

namespace Integrations.Http.Tests;

public sealed class RateLearningTests
{
    private static readonly Uri Address = new("https://api.example.com/");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task I12_a_lower_limit_in_an_answer_bounds_the_requests_that_follow()
    {
        int sent = 0;
        using AcmeHost host = new(
            (_, _) => Task.FromResult(Limited(limit: 5, remaining: Math.Max(0, 5 - Interlocked.Increment(ref sent)), context: "global")),
            profile: Acme.Profile(Address, new Dictionary<string, RateLimit> { ["global"] = new(250, TimeSpan.FromSeconds(10)) }),
            services: static services => services.AddSingleton<IRateBudgetStore, RecordingStore>());
        await host.Api().GetAsync(7, Cancellation);

        await host.Drive(Task.WhenAll(Enumerable.Range(0, 14).Select(_ => host.Api().GetAsync(7, Cancellation))));

        List<TimeSpan> times = host.Granted;
        Assert.Equal(15, times.Count);
        for (int i = 5; i < times.Count; i++)
        {
            Assert.True(times[i] - times[i - 5] >= TimeSpan.FromSeconds(10));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task I12_a_request_whose_answer_was_late_counts_from_its_answer(bool answers)
    {
        AcmeHost? self = null;
        int sent = 0;
        using AcmeHost host = self = new AcmeHost(
            (_, _) =>
            {
                if (sent++ == 0)
                {
                    // A cold start, a slow line, or the vendor's own queue: nobody knows when in these two seconds it counted the request.
                    self!.Time.Advance(TimeSpan.FromSeconds(2));
                    return answers ? Task.FromResult(AcmeHost.Answer(HttpStatusCode.OK, """{"id":7}""")) : Task.FromException<HttpResponseMessage>(new HttpRequestException("The connection broke."));
                }

                return Task.FromResult(AcmeHost.Answer(HttpStatusCode.OK, """{"id":7}"""));
            },
            profile: Acme.Profile(Address, new Dictionary<string, RateLimit> { ["global"] = new(1, TimeSpan.FromSeconds(10)) }),
            services: static services => services.AddSingleton<IRateBudgetStore, RecordingStore>());

        await host.Drive(host.Api().GetAsync(7, Cancellation));
        await host.Drive(host.Api().GetAsync(7, Cancellation));

        Assert.InRange(host.Granted[1] - host.Granted[0], TimeSpan.FromSeconds(12), TimeSpan.FromSeconds(12.4));
    }

    [Fact]
    public async Task Remaining_zero_with_a_time_of_reset_waits_for_the_reset()
    {
        List<DateTimeOffset> times = [];
        AcmeHost? self = null;
        VendorHttpProfile profile = Acme.Profile(Address);
        using AcmeHost host = self = new AcmeHost(
            (_, _) =>
            {
                times.Add(self!.Time.GetUtcNow());
                return Task.FromResult(AcmeHost.Answer(HttpStatusCode.OK, """{"id":7}""", ("X-RateLimit-Remaining", "0"), ("X-RateLimit-Reset", "25")));
            },
            profile: new VendorHttpProfile
            {
                Vendor = profile.Vendor,
                BaseAddress = profile.BaseAddress,
                Json = profile.Json,
                Authentication = profile.Authentication,
                RateSignals = new RateHeaders { ResetAfter = "X-RateLimit-Reset" }.Read,
            });
        await host.Api().GetAsync(7, Cancellation);

        await host.Drive(host.Api().GetAsync(7, Cancellation));

        Assert.True(times[1] - times[0] >= TimeSpan.FromSeconds(25));
    }

    [Fact]
    public async Task A_429_of_another_context_than_ours_blocks_both()
    {
        bool first = true;
        using AcmeHost host = new((_, _) =>
        {
            HttpResponseMessage answer = first ? AcmeHost.Answer(HttpStatusCode.TooManyRequests, "{}", ("Retry-After", "600"), ("X-RateLimit-Context", "notes")) : AcmeHost.Answer(HttpStatusCode.OK, """{"id":7}""");
            first = false;
            return Task.FromResult(answer);
        });

        await Assert.ThrowsAsync<IntegrationRateLimitException>(() => host.Api().GetAsync(7, Cancellation));
        await Assert.ThrowsAsync<IntegrationRateLimitException>(() => host.Api().GetAsync(7, Cancellation));
        await Assert.ThrowsAsync<IntegrationRateLimitException>(() => host.Api().NotesAsync(Cancellation));

        Assert.Single(host.Sent);
    }

    [Fact]
    public async Task I12_the_ceiling_of_the_system_holds_for_all_accounts_and_also_without_an_account()
    {
        using AcmeHost host = new(
            (_, _) => Task.FromResult(AcmeHost.Answer(HttpStatusCode.OK, """{"id":7}""")),
            profile: Acme.Profile(Address, system: new Dictionary<string, RateLimit> { ["all"] = new(3, TimeSpan.FromSeconds(10)) }),
            services: static services => services.AddSingleton<IRateBudgetStore, RecordingStore>());
        VendorCall connecting = Acme.Call(account: null, credential: new VendorCredential { ApiKey = "k" });

        await host.Drive(Task.WhenAll(Enumerable.Range(1, 9).Select(id => id % 3 == 0 ? host.Factory.Create<IAcmeApi>(connecting).GetAsync(7, Cancellation) : host.Api(id).GetAsync(7, Cancellation))));

        List<TimeSpan> times = host.Granted;
        Assert.Equal(9, times.Count);
        Assert.Equal(9, host.Sent.Count);
        for (int i = 3; i < times.Count; i++)
        {
            Assert.True(times[i] - times[i - 3] >= TimeSpan.FromSeconds(10));
        }
    }

    [Theory]
    [InlineData("abc", null)]
    [InlineData("-1", null)]
    [InlineData("1.5", null)]
    [InlineData("99999999999", null)]
    [InlineData("0", 0)]
    [InlineData(" 12 ", 12)]
    public void A_header_that_is_no_number_counts_as_absent(string value, int? expected)
    {
        using HttpResponseMessage response = AcmeHost.Answer(HttpStatusCode.OK, "{}", ("X-RateLimit-Limit", value), ("X-RateLimit-Context", "notes"));

        RateSignals? signals = new RateHeaders { Context = "X-RateLimit-Context" }.Read(response);

        Assert.Equal(new RateSignals { Context = "notes", Limit = expected }, signals);
    }

    [Fact]
    public void An_answer_without_headers_says_nothing()
    {
        using HttpResponseMessage response = AcmeHost.Answer(HttpStatusCode.OK);

        Assert.Null(new RateHeaders().Read(response));
    }

    [Fact]
    public async Task Waits_and_429_are_measured_without_the_account()
    {
        int count = 0;
        using AcmeHost host = new((_, _) => Task.FromResult(count++ == 0
            ? AcmeHost.Answer(HttpStatusCode.TooManyRequests, "{}", ("Retry-After", "5"))
            : AcmeHost.Answer(HttpStatusCode.OK, """{"id":7}""")));
        IMeterFactory meters = host.Services.GetRequiredService<IMeterFactory>();
        using MetricCollector<double> waits = new(meters, IntegrationTelemetry.HttpName, IntegrationTelemetry.RateLimitWait);
        using MetricCollector<long> throttled = new(meters, IntegrationTelemetry.HttpName, IntegrationTelemetry.Throttled);

        await host.Drive(host.Api().GetAsync(7, Cancellation));

        Assert.Equal(1, throttled.GetMeasurementSnapshot().EvaluateAsCounter());
        Assert.True(waits.GetMeasurementSnapshot().Sum(each => each.Value) >= 5);
        Assert.All(waits.GetMeasurementSnapshot(), each => Assert.Equal([IntegrationTelemetry.SourceTag, IntegrationTelemetry.StreamTag], each.Tags.Keys.Order()));
        Assert.All(throttled.GetMeasurementSnapshot(), each => Assert.Equal([IntegrationTelemetry.SourceTag, IntegrationTelemetry.StreamTag], each.Tags.Keys.Order()));
    }

    [Fact]
    public async Task A_call_is_a_span_with_its_account_and_its_error()
    {
        List<Activity> ended = [];
        using ActivityListener listener = new()
        {
            ShouldListenTo = static source => source.Name == IntegrationTelemetry.HttpName,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = ended.Add,
        };
        ActivitySource.AddActivityListener(listener);
        using AcmeHost host = new((_, _) => throw new HttpRequestException("down"), options: each => each.MaxRetries = 0);

        await Assert.ThrowsAsync<IntegrationUnavailableException>(() => host.Api().GetAsync(7, Cancellation));

        Activity span = Assert.Single(ended);
        Assert.Equal("acme/1", span.GetTagItem(IntegrationTelemetry.AccountTag));
        Assert.Equal("unavailable", span.GetTagItem(IntegrationTelemetry.ErrorTag));
    }

    [Theory]
    [InlineData(nameof(VendorHttpOptions.TotalTimeout))]
    [InlineData(nameof(VendorHttpOptions.RateMargin))]
    [InlineData(nameof(VendorHttpOptions.BreakerFailureRatio))]
    [InlineData(nameof(VendorHttpOptions.MaxRetries))]
    public void A_setting_out_of_range_is_refused_by_name(string property)
    {
        using AcmeHost host = new(
            (_, _) => throw new InvalidOperationException(),
            options: each =>
            {
                switch (property)
                {
                    case nameof(VendorHttpOptions.TotalTimeout): each.TotalTimeout = TimeSpan.Zero; break;
                    case nameof(VendorHttpOptions.RateMargin): each.RateMargin = 2; break;
                    case nameof(VendorHttpOptions.BreakerFailureRatio): each.BreakerFailureRatio = 0; break;
                    default: each.MaxRetries = -1; break;
                }
            });

        var error = Assert.Throws<Microsoft.Extensions.Options.OptionsValidationException>(() => host.Api());

        Assert.Contains(property, error.Message, StringComparison.Ordinal);
        Assert.Contains("acme", error.Message, StringComparison.Ordinal);
    }

    private static HttpResponseMessage Limited(int limit, int remaining, string context) => AcmeHost.Answer(
        HttpStatusCode.OK,
        """{"id":7}""",
        ("X-RateLimit-Limit", limit.ToString(CultureInfo.InvariantCulture)),
        ("X-RateLimit-Remaining", remaining.ToString(CultureInfo.InvariantCulture)),
        ("X-RateLimit-Window", "10"),
        ("X-RateLimit-Context", context));
}
