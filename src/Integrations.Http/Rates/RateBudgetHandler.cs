using System.Net;
using Integrations.Abstractions;

namespace Integrations.Http;

/// <summary>Waits for the rate budget before a request is sent, and learns from its answer. Stands inside the credential handler, so that a second sending after 401 takes a permit too.</summary>
internal sealed class RateBudgetHandler(VendorHttp vendor) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        VendorCall call = VendorCall.Required(request);
        VendorHttpProfile profile = vendor.Profile;
        string context = profile.RateContext(request);
        RateDemand demand = new(Own(call, context), Shared(request), vendor.Options.RateMargin);
        RateGrant? grant = null;
        if (demand is not { Own: null, Shared: null })
        {
            grant = await vendor.Budget.AcquireAsync(demand, vendor.Options.MaxRetryAfter, cancellationToken).ConfigureAwait(false);
            if (grant.Waited > TimeSpan.Zero)
            {
                call.Tally?.AddRateLimitWait(grant.Waited);
                vendor.Telemetry.Waited(call, grant.Waited);
                HttpLog.Waited(vendor.Log, call.Vendor, call.Operation, call.Account, grant.Waited, context);
            }
        }

        HttpResponseMessage response;
        try
        {
            response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            if (grant is not null)
            {
                vendor.Budget.Settle(demand, grant);
            }
        }

        if (demand.Own is { } own)
        {
            await LearnAsync(call, own.Scope, grant!.States[0], response, cancellationToken).ConfigureAwait(false);
        }

        return response;
    }

    private RateScopeDemand? Own(VendorCall call, string context) => call.Account is { } account
        ? new RateScopeDemand(new RateScope(call.Vendor, account.Id, context), Limit(vendor.Profile.AccountLimits, context))
        : null;

    private RateScopeDemand? Shared(HttpRequestMessage request) => vendor.Profile.SystemRateContext?.Invoke(request) is { } context
        ? new RateScopeDemand(new RateScope(vendor.Profile.Vendor, Account: null, context), Limit(vendor.Profile.SystemLimits, context))
        : null;

    private static RateLimit? Limit(IReadOnlyDictionary<string, RateLimit> limits, string context) => limits.TryGetValue(context, out RateLimit limit) ? limit : null;

    private async ValueTask LearnAsync(VendorCall call, RateScope own, RateScopeState granted, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        RateSignals signals = vendor.Profile.RateSignals?.Invoke(response) ?? default;
        bool throttled = response.StatusCode == HttpStatusCode.TooManyRequests;
        TimeSpan? block = throttled ? vendor.RetryAfter(response) : signals is { Remaining: 0, ResetAfter: { } reset } ? reset : null;
        if (block is not null)
        {
            vendor.Budget.Forget(own);
        }

        RateScope named = signals.Context is { Length: > 0 } context ? own with { Context = context } : own;
        if (throttled)
        {
            HttpLog.Throttled(vendor.Log, call.Vendor, call.Operation, call.Account, named.Context, block!.Value);
        }

        if (named != own)
        {
            // The vendor counts this request elsewhere than we did. Its numbers are about that scope; a block concerns the requests that we count here as well.
            if (block is not null)
            {
                await vendor.Rates.ReportAsync(new RateReport { Scope = own, BlockFor = block }, cancellationToken).ConfigureAwait(false);
            }

            await vendor.Rates.ReportAsync(new RateReport { Scope = named, Limit = Named(signals, known: null), BlockFor = block }, cancellationToken).ConfigureAwait(false);
            return;
        }

        RateLimit? limit = Named(signals, granted.Limit);
        bool newLimit = limit is not null && limit != granted.Limit;
        bool foreign = signals.Remaining is { } remaining && (limit ?? granted.Limit) is { } known && (granted.ForeignUse || known.Permits - remaining > granted.Used);
        if (newLimit)
        {
            vendor.Budget.Forget(own);
            HttpLog.LimitLearned(vendor.Log, call.Vendor, limit!.Value.Permits, limit.Value.Window, own);
        }

        if (newLimit || foreign || block is not null)
        {
            await vendor.Rates.ReportAsync(
                new RateReport { Scope = own, Limit = newLimit ? limit : null, Remaining = signals.Remaining, BlockFor = block, Granted = granted },
                cancellationToken).ConfigureAwait(false);
        }
    }

    private static RateLimit? Named(RateSignals signals, RateLimit? known) => signals.Limit is { } permits && (signals.Window ?? known?.Window) is { } window
        ? new RateLimit(permits, window)
        : null;
}
