using System.Net;
using System.Text.Json.Serialization.Metadata;
using Integrations.Abstractions;
using Integrations.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Integrations.Fub;

/// <summary>Follow Up Boss as the HTTP kit sees it.</summary>
internal static class FubHttp
{
    private static readonly RateHeaders Headers = new() { Window = "X-RateLimit-Window", Context = "X-RateLimit-Context" };

    /// <summary>The profile for these options.</summary>
    public static VendorHttpProfile Profile(FubOptions options) => new()
    {
        Vendor = FubDefaults.Vendor,
        BaseAddress = options.BaseAddress,
        Json = FubJsonContext.Default,
        Bodies = Bodies(options.BaseAddress.Host),
        Authentication = provider => new FubAuthenticationHandler(options, provider.GetRequiredKeyedService<IOAuthClient>(FubDefaults.Vendor)),
        RateContext = RateContext,
        SystemRateContext = request => SystemContext(request, options),
        AccountLimits = AccountLimits(options),
        SystemLimits = Limits(options.SystemRateLimits),
        RateSignals = Headers.Read,
        Errors = new FubErrorReader(),
        IsThrottledUnprocessed = true,
        IsRepeatable = IsRepeatable,
    };

    /// <summary>The context in which the vendor counts a request for its account. Documented: global, events, POST.events; observed: PUT.people, notes.</summary>
    public static string RateContext(HttpRequestMessage request)
    {
        string resource = Resource(request);
        return (request.Method.Method, resource) switch
        {
            ("GET", "events") => "events",
            ("POST", "events") => "POST.events",
            ("PUT", "people") => "PUT.people",
            (_, "notes") => "notes",
            _ => "global",
        };
    }

    private static string? SystemContext(HttpRequestMessage request, FubOptions options)
    {
        if (options.SystemRateLimits.Count == 0)
        {
            return null;
        }

        string own = $"{request.Method.Method}.{Resource(request)}";
        return options.SystemRateLimits.ContainsKey(own) ? own : "default";
    }

    /// <summary>First segment of the path behind the version.</summary>
    private static string Resource(HttpRequestMessage request)
    {
        string path = request.RequestUri is { IsAbsoluteUri: true } uri ? uri.AbsolutePath : "";
        string[] segments = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        int version = Array.IndexOf(segments, "v1");
        return version + 1 < segments.Length ? segments[version + 1] : "";
    }

    private static Dictionary<string, RateLimit> AccountLimits(FubOptions options)
    {
        int share = options.SystemKey is null ? 2 : 1;
        var limits = new Dictionary<string, RateLimit>(StringComparer.Ordinal)
        {
            ["global"] = new(250 / share, FubDefaults.RateWindow),
            ["events"] = new(20 / share, FubDefaults.RateWindow),
            ["PUT.people"] = new(25, FubDefaults.RateWindow),
            ["notes"] = new(10, FubDefaults.RateWindow),
        };
        foreach ((string context, RateLimit limit) in Limits(options.RateLimits))
        {
            limits[context] = limit;
        }

        return limits;
    }

    private static Dictionary<string, RateLimit> Limits(IDictionary<string, int> permits) =>
        permits.ToDictionary(static p => p.Key, static p => new RateLimit(p.Value, FubDefaults.RateWindow), StringComparer.Ordinal);

    private static VendorBodyReaders Bodies(string host)
    {
        FubJsonContext json = FubJsonContext.Default;
        var bodies = new VendorBodyReaders();
        List(json.FubPerson, "people");
        List(json.FubDeal, "deals");
        List(json.FubCall, "calls");
        List(json.FubTextMessage, "textmessages");
        List(json.FubAppointment, "appointments");
        List(json.FubEvent, "events");
        List(json.FubNote, "notes");
        List(json.FubTask, "tasks");
        List(json.FubUser, "users");
        List(json.FubStage, "stages");
        List(json.FubPipeline, "pipelines");
        List(json.FubGroup, "groups");
        List(json.FubAppointmentType, "appointmenttypes");
        List(json.FubAppointmentOutcome, "appointmentoutcomes");

        List(json.FubTeam, "teams");
        List(json.FubPond, "ponds");
        List(json.FubEmailMessage, "emails");
        List(json.FubRelationship, "peoplerelationships");
        List(json.FubWebhook, "webhooks");
        List(json.FubSmartList, "smartlists");
        List(json.FubTimeframe, "timeframes");
        Item(json.FubWebhookEvent);
        Item(json.FubRateLimits);
        Item(json.FubRateUsage);
        Item(json.FubDuplicateCheck);
        Item(json.FubAttachment);
        bodies.Add(Lead).Add(Created);

        // People's and deals' custom fields are one type under two keys; the page holds one array, which is then the one.
        List(json.FubCustomField, "customfields");
        return bodies;

        void List<T>(JsonTypeInfo<T> type, string collection)
            where T : class
        {
            bodies.Add(body => FubPager.ReadPage(body, type, collection, host));
            Item(type);
        }

        void Item<T>(JsonTypeInfo<T> type)
            where T : class => bodies.Add(body => FubPager.ReadItem(body, type));
    }

    /// <summary>The answer to a lead. Its outcome is in the status.</summary>
    private static FubLeadResult Lead(ReceivedBody body) => new(
        body.StatusCode == HttpStatusCode.Created ? FubLeadOutcome.Created : FubLeadOutcome.Updated,
        FubPager.ReadItem(body, FubJsonContext.Default.FubPerson).Record.Value);

    private static FubPersonResult Created(ReceivedBody body) =>
        new(body.StatusCode == HttpStatusCode.Created, FubPager.ReadItem(body, FubJsonContext.Default.FubPerson).Required());

    /// <summary>PUT and DELETE set or remove the same again, and a person who is there is found instead of made a second time.</summary>
    private static bool IsRepeatable(HttpRequestMessage request) => request.Method == HttpMethod.Put || request.Method == HttpMethod.Delete
        || (request.Method == HttpMethod.Post && request.RequestUri is { IsAbsoluteUri: true } uri
            && uri.AbsolutePath.EndsWith("/people", StringComparison.Ordinal) && uri.Query.Contains("deduplicate=true", StringComparison.Ordinal));
}
