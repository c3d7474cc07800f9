using System.Net;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using Integrations.Abstractions;
using Integrations.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Integrations.Rezen;

/// <summary>reZEN as the HTTP kit sees it.</summary>
internal static partial class RezenHttp
{
    private const string RateContext = "default";

    /// <summary>The profile for these options.</summary>
    public static VendorHttpProfile Profile(RezenOptions options)
    {
        var services = options.Services.ToDictionary(static s => s.Key, s => Address(s.Value, options.ApiPrefix), StringComparer.Ordinal);
        return new VendorHttpProfile
        {
            Vendor = RezenDefaults.Vendor,
            BaseAddress = services[options.Endpoints.Users],
            Services = services,
            Json = RezenJsonContext.Default,
            Bodies = Bodies(options),
            Authentication = provider => new RezenAuthenticationHandler(options, provider.GetRequiredKeyedService<IOAuthClient>(RezenDefaults.Vendor)),
            AccountLimits = options.RequestsPerSecond is > 0 and var permits
                ? new Dictionary<string, RateLimit>(StringComparer.Ordinal) { [RateContext] = new(permits, TimeSpan.FromSeconds(1)) }
                : new Dictionary<string, RateLimit>(StringComparer.Ordinal),
            Errors = new RezenErrorReader(),
            CredentialProbe = new CredentialProbe { Address = new Uri(services[options.Endpoints.Users], "users/me"), IsDoubtful = IsDoubtful },
            Secrets = Key(),
            IsRepeatable = IsRepeatable,
        };
    }

    /// <summary>Address of a service with the prefix of the paths.</summary>
    public static Uri Address(Uri service, string prefix) => new($"{service.AbsoluteUri.TrimEnd('/')}/{(prefix.Length == 0 ? "" : prefix + "/")}");

    /// <summary>A 403 without a body may mean a dead credential or a missing right. Observed.</summary>
    private static bool IsDoubtful(HttpStatusCode status, ReadOnlyMemory<byte> body) => status == HttpStatusCode.Forbidden && body.Span.IndexOfAnyExcept(" \t\r\n"u8) < 0;

    /// <summary>PUT and DELETE set or remove the same again. Whether a state that was reached can be asked for again is not known.</summary>
    private static bool IsRepeatable(HttpRequestMessage request) => request.Method == HttpMethod.Delete
        || (request.Method == HttpMethod.Put && request.RequestUri is { IsAbsoluteUri: true } uri && !uri.AbsolutePath.Contains("/transition/", StringComparison.Ordinal));

    private static VendorBodyReaders Bodies(RezenOptions options)
    {
        RezenJsonContext json = RezenJsonContext.Default;
        var bodies = new VendorBodyReaders();
        List(json.RezenTransaction, "transactions", "transactions", "openTransactions", "listings", "results", "content");
        List(json.RezenNetworkAgent, "downLine", "downLineAgents", "frontLineAgentInfos", "agents", "content");
        List(json.RezenSponsor, "sponsors", "flattenedSponsors", "sponsors");
        List(json.RezenContribution, "contributions", "contributions", "contributors", "pending", "payments", "content");
        List(json.RezenRevenueSharePayment, "payments", "payments", "outgoingPayments", "content");
        List(json.RezenAgent, "agents", "results", "agents", "content");
        List(json.RezenTeam, "teams", "teams", "results", "content");
        List(json.RezenTeamMember, "members", "agents", "members", "content");
        List(json.RezenRosterEntry, "members", "agents", "members", "content");
        List(json.RezenBuyerRecord, "buyerRecords", "buyerRecords", "results", "content");
        List(json.RezenDraft, "drafts", "results", "content");
        List(json.RezenChecklist, "checklists", "content", "checklists", "results");
        List(json.RezenEquityGrant, "grants", "grants", "results", "content");
        List(json.RezenApiKey, "apiKeys", "apiKeys", "content");
        Item(json.RezenTeamAnswer);
        Item(json.RezenCap);
        Item(json.RezenReferralCode);
        Item(json.RezenIncomeOverview);
        Item(json.RezenChecklistItem);
        Write(json.RezenTransaction);
        Write(json.RezenDraft);
        Write(json.RezenBuyerRecord);
        Write(json.RezenReferralResult);
        Write(json.RezenDocument);
        Write(json.RezenChecklistItem);
        bodies.Add(static body => RezenNumbers.Tiers(body.Bytes)).Add(static body => RezenNumbers.Groups(body.Bytes));
        return bodies;

        void List<T>(JsonTypeInfo<T> type, string kind, params string[] known)
            where T : class
        {
            string[] rows = options.RowProperties.TryGetValue(kind, out string? named) ? [named, .. known] : known;
            bodies.Add(body => RezenPager.ReadPage(body, type, rows));
            Item(type);
        }

        void Item<T>(JsonTypeInfo<T> type)
            where T : class => bodies.Add(body => CapturedJson.ReadRecord(body.Bytes, type));

        void Write<T>(JsonTypeInfo<T> type)
            where T : class => bodies.Add(body => RezenWriteReader.Read(body, type));
    }

    /// <summary>What keys look like. Observed.</summary>
    [GeneratedRegex("real_[A-Za-z0-9_]+", RegexOptions.CultureInvariant, 500)]
    private static partial Regex Key();
}
