using System.Collections.Concurrent;
using System.Net;
using Integrations.Abstractions;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;

namespace Integrations.Http;

/// <summary>
/// The Polly pipelines of one vendor: total timeout and retry, the same for all accounts, and one circuit breaker for each account and host (invariant I15), so that a host that is
/// away leaves the vendor's others usable. Built on Polly itself and not on Microsoft.Extensions.Http.Resilience, whose partitions are never given back and whose metrics carry the partition, here the account, as a tag.
/// </summary>
internal sealed class VendorPipelines
{
    private const int SweepAbove = 256;
    private static readonly ResiliencePropertyKey<HttpRequestMessage> RequestKey = new("Integrations.Request");

    private readonly VendorHttp _vendor;
    private readonly ConcurrentDictionary<Partition, Breaker> _breakers = new();
    private int _sweepAt = SweepAbove;

    public VendorPipelines(VendorHttp vendor)
    {
        _vendor = vendor;
        VendorHttpOptions options = vendor.Options;
        ResiliencePipelineBuilder<HttpResponseMessage> builder = new() { TimeProvider = vendor.Time };
        builder.AddTimeout(new TimeoutStrategyOptions { Timeout = options.TotalTimeout, Name = "total" });
        if (options.MaxRetries > 0)
        {
            builder.AddRetry(new RetryStrategyOptions<HttpResponseMessage>
            {
                MaxRetryAttempts = options.MaxRetries,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = options.RetryDelay,
                MaxDelay = options.MaxRetryDelay,
                ShouldHandle = args => ValueTask.FromResult(IsRetryable(args.Context, args.Outcome)),
                DelayGenerator = args => ValueTask.FromResult(args.Outcome.Result is { } response ? _vendor.RetryAfter(response) : null),
                OnRetry = OnRetry,
            });
        }

        Outer = builder.Build();
    }

    /// <summary>Total timeout and retry.</summary>
    public ResiliencePipeline<HttpResponseMessage> Outer { get; }

    /// <summary>Breakers in memory; for tests.</summary>
    internal int Breakers => _breakers.Count;

    /// <summary>Runs a request through both pipelines.</summary>
    public async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        AccountRef? account,
        Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> send,
        CancellationToken cancellationToken)
    {
        ResiliencePipeline<HttpResponseMessage> breaker = account is { } known ? BreakerOf(new Partition(known, request.RequestUri is { IsAbsoluteUri: true } address ? address.Authority : "")) : ResiliencePipeline<HttpResponseMessage>.Empty;
        ResilienceContext context = ResilienceContextPool.Shared.Get(cancellationToken);
        context.Properties.Set(RequestKey, request);
        try
        {
            return await Outer.ExecuteAsync(
                static (outer, state) => state.breaker.ExecuteAsync(
                    static (inner, state) => new ValueTask<HttpResponseMessage>(state.send(state.request, inner.CancellationToken)),
                    outer,
                    state),
                context,
                (breaker, send, request)).ConfigureAwait(false);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private ResiliencePipeline<HttpResponseMessage> BreakerOf(Partition partition)
    {
        long now = _vendor.Time.GetTimestamp();
        if (!_breakers.TryGetValue(partition, out Breaker? breaker))
        {
            Sweep();
            breaker = _breakers.GetOrAdd(partition, static (key, self) => new Breaker(self.BuildBreaker(key)), this);
        }

        breaker.UsedAt = now;
        return breaker.Pipeline;
    }

    /// <summary>Forgets breakers that hold nothing any more: all their samples are old, and if they were open they would be half open by now.</summary>
    private void Sweep()
    {
        if (_breakers.Count < _sweepAt)
        {
            return;
        }

        TimeSpan lifetime = _vendor.Options.BreakerSampling + _vendor.Options.BreakerDuration + _vendor.Options.TotalTimeout;
        foreach ((Partition partition, Breaker breaker) in _breakers)
        {
            if (_vendor.Time.GetElapsedTime(breaker.UsedAt) > lifetime)
            {
                _breakers.TryRemove(new KeyValuePair<Partition, Breaker>(partition, breaker));
            }
        }

        _sweepAt = Math.Max(SweepAbove, _breakers.Count * 2);
    }

    private ResiliencePipeline<HttpResponseMessage> BuildBreaker(Partition partition) =>
        new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = _vendor.Time }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<HttpResponseMessage>
            {
                FailureRatio = _vendor.Options.BreakerFailureRatio,
                MinimumThroughput = _vendor.Options.BreakerMinimumThroughput,
                SamplingDuration = _vendor.Options.BreakerSampling,
                BreakDuration = _vendor.Options.BreakerDuration,
                ShouldHandle = static args => ValueTask.FromResult(IsFailure(args.Context, args.Outcome)),
                OnOpened = args =>
                {
                    HttpLog.BreakerOpened(_vendor.Log, _vendor.Profile.Vendor, partition.Account, partition.Host, args.BreakDuration);
                    return default;
                },
                OnClosed = _ =>
                {
                    HttpLog.BreakerClosed(_vendor.Log, _vendor.Profile.Vendor, partition.Account, partition.Host);
                    return default;
                },
            })
            .Build();

    private bool IsRetryable(ResilienceContext context, Outcome<HttpResponseMessage> outcome)
    {
        HttpRequestMessage request = context.Properties.GetValue(RequestKey, null!);
        if (Delivery.IsWrite(request) && !IsUnprocessed(outcome))
        {
            return false;
        }

        if (outcome.Result is { } response)
        {
            return (response.StatusCode == HttpStatusCode.TooManyRequests || IsFailure(context, outcome))
                && (_vendor.RetryAfter(response) is not { } wait || wait <= _vendor.Options.MaxRetryAfter);
        }

        return IsFailure(context, outcome);
    }

    /// <summary>True when a write has surely not been done: it found no connection, or was answered 429 by a vendor that documents so.</summary>
    private bool IsUnprocessed(Outcome<HttpResponseMessage> outcome) => outcome.Result is { } response
        ? response.StatusCode == HttpStatusCode.TooManyRequests && _vendor.Profile.IsThrottledUnprocessed
        : Delivery.IsNotSent(outcome.Exception);

    /// <summary>True for what speaks against the vendor's health: no answer, or one that says so.</summary>
    private static bool IsFailure(ResilienceContext context, Outcome<HttpResponseMessage> outcome) => outcome switch
    {
        { Result: { } response } => (int)response.StatusCode >= 500 || response.StatusCode == HttpStatusCode.RequestTimeout,
        { Exception: HttpRequestException or TimeoutRejectedException or IOException } => true,
        { Exception: OperationCanceledException } => !context.CancellationToken.IsCancellationRequested,
        _ => false,
    };

    private ValueTask OnRetry(OnRetryArguments<HttpResponseMessage> args)
    {
        HttpRequestMessage request = args.Context.Properties.GetValue(RequestKey, null!);
        if (VendorCall.Of(request) is { } call)
        {
            HttpLog.Retrying(_vendor.Log, call.Vendor, args.AttemptNumber + 1, call.Operation, call.Account, args.RetryDelay, Reason(args.Outcome));
            if (args.Outcome.Result?.StatusCode == HttpStatusCode.TooManyRequests)
            {
                call.Tally?.AddRateLimitWait(args.RetryDelay);
                _vendor.Telemetry.Waited(call, args.RetryDelay);
            }
        }

        return default;
    }

    private static string Reason(Outcome<HttpResponseMessage> outcome) =>
        outcome.Result is { } response ? response.StatusCode.ToString() : outcome.Exception!.GetType().Name;

    /// <summary>Whose requests share a breaker.</summary>
    private sealed record Partition(AccountRef Account, string Host);

    private sealed class Breaker(ResiliencePipeline<HttpResponseMessage> pipeline)
    {
        private long _usedAt;

        public ResiliencePipeline<HttpResponseMessage> Pipeline => pipeline;

        public long UsedAt
        {
            get => Interlocked.Read(ref _usedAt);
            set => Interlocked.Exchange(ref _usedAt, value);
        }
    }
}
