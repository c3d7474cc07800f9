using System.Net;
using Integrations.Abstractions;

namespace Integrations.Http.Tests;

public sealed class RetryTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task I19_500_then_ok_is_retried_after_a_delay_of_the_injected_clock()
    {
        List<DateTimeOffset> times = [];
        AcmeHost? host = null;
        using AcmeHost made = host = new AcmeHost((_, _) =>
        {
            times.Add(host!.Time.GetUtcNow());
            return Task.FromResult(times.Count < 2 ? AcmeHost.Answer(HttpStatusCode.InternalServerError) : AcmeHost.Answer(HttpStatusCode.OK, """{"id":7}"""));
        });
        RequestTally tally = new();

        Task<AcmeThing> call = made.Api(1, tally).GetAsync(7, Cancellation);
        await AcmeHost.Settle();
        Assert.False(call.IsCompleted);

        Assert.Equal(7, (await made.Drive(call)).Id);
        Assert.Equal(2, tally.Requests);
        Assert.True(times[1] > times[0]);
    }

    [Theory]
    [InlineData(HttpStatusCode.RequestTimeout)]
    [InlineData(HttpStatusCode.BadGateway)]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    [InlineData(HttpStatusCode.TooManyRequests)]
    public async Task A_status_that_may_pass_is_tried_four_times_and_then_reported(HttpStatusCode status)
    {
        RequestTally tally = new();
        using AcmeHost host = new((_, _) => Task.FromResult(AcmeHost.Answer(status)));

        IntegrationException error = await Assert.ThrowsAnyAsync<IntegrationException>(() => host.Drive(host.Api(1, tally).GetAsync(7, Cancellation)));

        Assert.Equal(4, tally.Requests);
        Assert.Equal((int)status, error.Context.StatusCode);
        Assert.True(error.IsTransient);
    }

    [Theory]
    [InlineData(HttpStatusCode.BadRequest)]
    [InlineData(HttpStatusCode.Forbidden)]
    [InlineData(HttpStatusCode.NotFound)]
    [InlineData(HttpStatusCode.Conflict)]
    public async Task A_status_that_does_not_pass_is_not_repeated(HttpStatusCode status)
    {
        using AcmeHost host = new((_, _) => Task.FromResult(AcmeHost.Answer(status)));

        await Assert.ThrowsAnyAsync<IntegrationException>(() => host.Drive(host.Api().GetAsync(7, Cancellation)));

        Assert.Single(host.Sent);
    }

    [Theory]
    [InlineData(HttpStatusCode.InternalServerError)]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    [InlineData(HttpStatusCode.RequestTimeout)]
    public async Task A_write_that_met_a_failure_of_the_vendor_is_not_repeated_and_its_outcome_is_unknown(HttpStatusCode status)
    {
        using AcmeHost host = new((_, _) => Task.FromResult(AcmeHost.Answer(status)));

        IntegrationOutcomeUnknownException error =
            await Assert.ThrowsAsync<IntegrationOutcomeUnknownException>(() => host.Drive(host.Api().CreateAsync(new AcmeThing { Id = 7 }, Cancellation)));

        Assert.Single(host.Sent);
        Assert.Equal((int)status, error.Context.StatusCode);
        Assert.False(error.IsRepeatable);
        Assert.False(error.IsTransient);
        Assert.Contains("may do it twice", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_write_whose_connection_broke_is_not_repeated_and_its_outcome_is_unknown()
    {
        using AcmeHost host = new((_, _) => throw new HttpRequestException(HttpRequestError.ResponseEnded, "reset"));

        await Assert.ThrowsAsync<IntegrationOutcomeUnknownException>(() => host.Drive(host.Api().CreateAsync(new AcmeThing { Id = 7 }, Cancellation)));

        Assert.Single(host.Sent);
    }

    [Fact]
    public async Task A_write_whose_answer_breaks_off_is_not_repeated_and_its_outcome_is_unknown()
    {
        using AcmeHost host = new((_, _) =>
        {
            HttpResponseMessage response = AcmeHost.Answer(HttpStatusCode.Created);
            response.Content = new StreamContent(new BrokenStream());
            return Task.FromResult(response);
        });

        await Assert.ThrowsAsync<IntegrationOutcomeUnknownException>(() => host.Drive(host.Api().CreateAsync(new AcmeThing { Id = 7 }, Cancellation)));

        Assert.Single(host.Sent);
    }

    [Fact]
    public async Task A_write_that_is_not_answered_in_time_is_not_repeated_and_its_outcome_is_unknown()
    {
        using AcmeHost host = new(
            static async (_, token) =>
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
                return AcmeHost.Answer(HttpStatusCode.OK);
            },
            options: static o => o.AttemptTimeout = TimeSpan.FromSeconds(30));

        await Assert.ThrowsAsync<IntegrationOutcomeUnknownException>(() => host.Drive(host.Api().CreateAsync(new AcmeThing { Id = 7 }, Cancellation)));

        Assert.Single(host.Sent);
    }

    [Fact]
    public async Task A_write_that_found_no_connection_is_repeated_and_in_the_end_unavailable()
    {
        using AcmeHost host = new((_, _) => throw new HttpRequestException(HttpRequestError.ConnectionError, "refused"));

        await Assert.ThrowsAsync<IntegrationUnavailableException>(() => host.Drive(host.Api().CreateAsync(new AcmeThing { Id = 7 }, Cancellation)));

        Assert.Equal(4, host.Sent.Count);
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 4)]
    public async Task A_write_that_was_throttled_is_repeated_where_the_vendor_documents_that_it_did_nothing(bool isUnprocessed, int requests)
    {
        VendorHttpProfile profile = Acme.Profile(new Uri("https://api.example.com/"));
        using AcmeHost host = new((_, _) => Task.FromResult(AcmeHost.Answer(HttpStatusCode.TooManyRequests)), profile: isUnprocessed ? Unprocessed(profile) : profile);

        await Assert.ThrowsAsync<IntegrationRateLimitException>(() => host.Drive(host.Api().CreateAsync(new AcmeThing { Id = 7 }, Cancellation)));

        Assert.Equal(requests, host.Sent.Count);
    }

    [Fact]
    public async Task A_body_that_breaks_off_is_retried_like_a_broken_connection()
    {
        int count = 0;
        using AcmeHost host = new((_, _) =>
        {
            HttpResponseMessage response = AcmeHost.Answer(HttpStatusCode.OK, """{"id":7}""");
            if (count++ == 0)
            {
                response.Content = new StreamContent(new BrokenStream());
            }

            return Task.FromResult(response);
        });

        Assert.Equal(7, (await host.Drive(host.Api().GetAsync(7, Cancellation))).Id);
        Assert.Equal(2, host.Sent.Count);
    }

    [Fact]
    public async Task I19_429_with_retry_after_waits_that_long_and_counts_as_throttled()
    {
        List<DateTimeOffset> times = [];
        AcmeHost? self = null;
        using AcmeHost host = self = new AcmeHost((_, _) =>
        {
            times.Add(self!.Time.GetUtcNow());
            return Task.FromResult(times.Count == 1 ? AcmeHost.Answer(HttpStatusCode.TooManyRequests, "{}", ("Retry-After", "7")) : AcmeHost.Answer(HttpStatusCode.OK, """{"id":7}"""));
        });
        RequestTally tally = new();

        await host.Drive(host.Api(1, tally).GetAsync(7, Cancellation));

        Assert.Equal(1, tally.Throttled);
        Assert.True(times[1] - times[0] >= TimeSpan.FromSeconds(7));
        Assert.True(tally.RateLimitWait >= TimeSpan.FromSeconds(7));
    }

    [Fact]
    public async Task I12_after_429_nobody_else_of_the_account_sends_in_that_context_until_the_wait_is_over()
    {
        List<(string Path, DateTimeOffset At)> times = [];
        AcmeHost? self = null;
        using AcmeHost host = self = new AcmeHost((request, _) =>
        {
            times.Add((request.RequestUri!.AbsolutePath, self!.Time.GetUtcNow()));
            return Task.FromResult(times.Count == 1 ? AcmeHost.Answer(HttpStatusCode.TooManyRequests, "{}", ("Retry-After", "7")) : AcmeHost.Answer(HttpStatusCode.OK, """{"id":7}"""));
        });
        Task first = host.Api().GetAsync(7, Cancellation);
        await AcmeHost.Settle();
        DateTimeOffset refused = times[0].At;

        Task same = host.Api().GetAsync(8, Cancellation);
        await host.Api().NotesAsync(Cancellation);
        await host.Api(2).GetAsync(9, Cancellation);
        await host.Drive(Task.WhenAll(first, same));

        Assert.Equal(["/v1/things/7", "/v1/notes", "/v1/things/9"], times.Take(3).Select(each => each.Path));
        Assert.All(times.Skip(3), each => Assert.True(each.At - refused >= TimeSpan.FromSeconds(7)));
        Assert.Equal(5, times.Count);
    }

    [Fact]
    public async Task I12_429_with_a_wait_beyond_the_cap_ends_the_call_with_the_time_to_wait_and_the_next_call_is_not_sent()
    {
        using AcmeHost host = new((_, _) => Task.FromResult(AcmeHost.Answer(HttpStatusCode.TooManyRequests, "{}", ("Retry-After", "600"))));

        IntegrationRateLimitException first = await Assert.ThrowsAsync<IntegrationRateLimitException>(() => host.Api().GetAsync(7, Cancellation));
        IntegrationRateLimitException second = await Assert.ThrowsAsync<IntegrationRateLimitException>(() => host.Api().GetAsync(7, Cancellation));

        Assert.Equal(TimeSpan.FromSeconds(600), first.Context.RetryAfter);
        Assert.Equal(TimeSpan.FromSeconds(600), second.Context.RetryAfter);
        Assert.Null(second.Context.StatusCode);
        Assert.Single(host.Sent);
    }

    [Fact]
    public async Task A_503_with_a_wait_beyond_the_cap_ends_the_call_with_the_time_to_wait()
    {
        using AcmeHost host = new((_, _) => Task.FromResult(AcmeHost.Answer(HttpStatusCode.ServiceUnavailable, "{}", ("Retry-After", "600"))));

        IntegrationUnavailableException error = await Assert.ThrowsAsync<IntegrationUnavailableException>(() => host.Api().GetAsync(7, Cancellation));

        Assert.Equal(TimeSpan.FromSeconds(600), error.Context.RetryAfter);
        Assert.Single(host.Sent);
    }

    [Theory]
    [InlineData("soon")]
    [InlineData("-5")]
    [InlineData("99999999999")]
    [InlineData("NaN")]
    [InlineData("1e999")]
    [InlineData("5; 6")]
    [InlineData("")]
    [InlineData("Thu, 99 Jan 2026 12:00:10 GMT")]
    [InlineData("Wed, 21 Oct 2015 07:28:00 GMT")]
    [InlineData("Fri, 31 Dec 9999 23:59:59 GMT")]
    public async Task An_impossible_retry_after_is_the_default_wait(string value)
    {
        List<DateTimeOffset> times = [];
        AcmeHost? self = null;
        using AcmeHost host = self = new AcmeHost((_, _) =>
        {
            times.Add(self!.Time.GetUtcNow());
            return Task.FromResult(times.Count == 1 ? AcmeHost.Answer(HttpStatusCode.TooManyRequests, "{}", ("Retry-After", value)) : AcmeHost.Answer(HttpStatusCode.OK, """{"id":7}"""));
        });

        await host.Drive(host.Api().GetAsync(7, Cancellation));

        Assert.True(times[1] - times[0] >= TimeSpan.FromSeconds(10));
    }

    [Theory]
    [InlineData(-10)]
    [InlineData(0)]
    [InlineData(10)]
    public async Task I12_a_date_in_retry_after_is_waited_out_however_far_the_vendors_clock_is_off(int minutes)
    {
        List<DateTimeOffset> times = [];
        AcmeHost? self = null;
        using AcmeHost host = self = new AcmeHost((_, _) =>
        {
            DateTimeOffset now = self!.Time.GetUtcNow();
            times.Add(now);
            DateTimeOffset vendor = now.AddMinutes(minutes);
            return Task.FromResult(times.Count == 1
                ? AcmeHost.Answer(HttpStatusCode.TooManyRequests, "{}", ("Date", vendor.ToString("R")), ("Retry-After", vendor.AddSeconds(30).ToString("R")))
                : AcmeHost.Answer(HttpStatusCode.OK, """{"id":7}"""));
        });

        await host.Drive(host.Api().GetAsync(7, Cancellation));

        Assert.InRange(times[1] - times[0], TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(35));
    }

    [Fact]
    public void A_date_in_retry_after_is_taken_against_the_vendors_clock()
    {
        using HttpResponseMessage response = AcmeHost.Answer(
            HttpStatusCode.TooManyRequests,
            "{}",
            ("Date", "Thu, 15 Jan 2026 09:00:00 GMT"),
            ("Retry-After", "Thu, 15 Jan 2026 09:00:30 GMT"));

        Assert.Equal(TimeSpan.FromSeconds(30), RetryAfter.Read(response, new DateTimeOffset(2026, 1, 15, 12, 0, 0, TimeSpan.Zero)));
    }

    [Fact]
    public async Task I19_an_attempt_that_hangs_is_cut_off_and_retried_and_the_error_says_how_long_it_waited()
    {
        using AcmeHost host = new(
            async (_, token) =>
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
                throw new InvalidOperationException();
            },
            options: each => each.AttemptTimeout = TimeSpan.FromSeconds(3));

        IntegrationUnavailableException error = await Assert.ThrowsAsync<IntegrationUnavailableException>(() => host.Drive(host.Api().GetAsync(7, Cancellation)));

        Assert.Contains("00:00:03", error.Message, StringComparison.Ordinal);
        Assert.Equal(4, host.Sent.Count);
    }

    [Fact]
    public async Task I19_the_total_timeout_ends_a_call_with_all_its_retries()
    {
        using AcmeHost host = new(
            async (_, token) =>
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
                throw new InvalidOperationException();
            },
            options: each =>
            {
                each.AttemptTimeout = TimeSpan.FromSeconds(30);
                each.TotalTimeout = TimeSpan.FromSeconds(59);
            });

        IntegrationUnavailableException error = await Assert.ThrowsAsync<IntegrationUnavailableException>(() => host.Drive(host.Api().GetAsync(7, Cancellation)));

        Assert.Contains("00:00:59", error.Message, StringComparison.Ordinal);
        Assert.InRange(host.Sent.Count, 1, 3);
    }

    [Fact]
    public async Task The_callers_own_cancellation_comes_back_unwrapped()
    {
        using CancellationTokenSource source = new();
        using AcmeHost host = new(async (_, token) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
            throw new InvalidOperationException();
        });
        Task<AcmeThing> call = host.Api().GetAsync(7, source.Token);
        await AcmeHost.Settle();

        await source.CancelAsync();

        Exception error = await Assert.ThrowsAnyAsync<Exception>(() => call);
        Assert.IsAssignableFrom<OperationCanceledException>(error);
        Assert.Single(host.Sent);
    }

    [Fact]
    public async Task Cancellation_while_waiting_for_the_budget_comes_back_unwrapped()
    {
        using CancellationTokenSource source = new();
        using AcmeHost host = new(
            (_, _) => Task.FromResult(AcmeHost.Answer(HttpStatusCode.OK, """{"id":7}""")),
            profile: Acme.Profile(new Uri("https://api.example.com/"), new Dictionary<string, RateLimit> { ["global"] = new(1, TimeSpan.FromSeconds(10)) }));
        await host.Api().GetAsync(7, Cancellation);
        Task<AcmeThing> call = host.Api().GetAsync(7, source.Token);
        await AcmeHost.Settle();

        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Single(host.Sent);
    }

    [Fact]
    public async Task Retries_can_be_switched_off()
    {
        using AcmeHost host = new((_, _) => Task.FromResult(AcmeHost.Answer(HttpStatusCode.BadGateway)), options: each => each.MaxRetries = 0);

        await Assert.ThrowsAsync<IntegrationUnavailableException>(() => host.Api().GetAsync(7, Cancellation));

        Assert.Single(host.Sent);
    }

    private static VendorHttpProfile Unprocessed(VendorHttpProfile profile) => new()
    {
        Vendor = profile.Vendor,
        BaseAddress = profile.BaseAddress,
        Json = profile.Json,
        Bodies = profile.Bodies,
        Authentication = profile.Authentication,
        RateContext = profile.RateContext,
        RateSignals = profile.RateSignals,
        Errors = profile.Errors,
        IsThrottledUnprocessed = true,
    };

    private sealed class BrokenStream : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => throw new HttpIOException(HttpRequestError.ResponseEnded);
    }
}
