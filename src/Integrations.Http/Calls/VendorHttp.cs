using System.Net;
using Integrations.Abstractions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Refit;

namespace Integrations.Http;

/// <summary>
/// What all handler chains of one vendor share. Handler chains are rebuilt every few minutes by the client factory, so everything that must outlive them is here.
/// </summary>
internal sealed class VendorHttp
{
    public VendorHttp(
        VendorHttpProfile profile,
        IOptionsMonitor<VendorHttpOptions> options,
        IRateBudgetStore rates,
        HttpTelemetry telemetry,
        TimeProvider time,
        ILoggerFactory loggers)
    {
        Profile = profile;
        Options = options.Get(profile.Vendor);
        Time = time;
        Telemetry = telemetry;
        Log = loggers.CreateLogger(IntegrationTelemetry.HttpName);
        Rates = rates;
        Budget = new RateBudget(rates, time);
        Errors = new VendorErrors(this);
        Pipelines = new VendorPipelines(this);
        Settings = RefitSetup.Create(this);
    }

    public VendorHttpProfile Profile { get; }

    public VendorHttpOptions Options { get; }

    public TimeProvider Time { get; }

    public HttpTelemetry Telemetry { get; }

    public ILogger Log { get; }

    public IRateBudgetStore Rates { get; }

    public RateBudget Budget { get; }

    public VendorErrors Errors { get; }

    public VendorPipelines Pipelines { get; }

    public RefitSettings Settings { get; }

    /// <summary>The wait that an answer asks for: what it names, or the default after 429. Null when it asks for none.</summary>
    public TimeSpan? RetryAfter(HttpResponseMessage response)
    {
        TimeSpan? named = Http.RetryAfter.Read(response, Time.GetUtcNow());
        return named ?? (response.StatusCode == HttpStatusCode.TooManyRequests ? Options.DefaultRetryAfter : null);
    }
}
