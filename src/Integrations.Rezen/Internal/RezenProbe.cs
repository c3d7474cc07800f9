using System.Globalization;
using System.Net;
using System.Text.Json;
using Integrations.Abstractions;
using Integrations.Http;
using Microsoft.Extensions.Options;

namespace Integrations.Rezen;

internal sealed class RezenProbe(IVendorApiFactory apis, IOptions<RezenOptions> options) : IRezenProbe
{
    private const string AgentId = "{agentId}";
    private const string TeamId = "{teamId}";
    private const string OnePage = "?pageNumber=0&pageSize=1";
    private static readonly RezenErrorReader s_errors = new();

    public async Task<IReadOnlyList<RezenProbeResult>> RunAsync(VendorCredential credential, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(credential);
        RezenEndpointOptions endpoints = options.Value.Endpoints;
        var results = new List<RezenProbeResult>();
        (RezenProbeResult me, JsonElement? identity) = await AskAsync(new Question("me", endpoints.Users, "users/me"), credential, ids: null, cancellationToken).ConfigureAwait(false);
        results.Add(me);
        Ids? ids = Id(identity, "id") is { } agentId ? new Ids(agentId, Team(identity)) : null;
        foreach (Question question in Questions())
        {
            cancellationToken.ThrowIfCancellationRequested();
            results.Add((await AskAsync(question, credential, ids, cancellationToken).ConfigureAwait(false)).Result);
        }

        return results;
    }

    private IEnumerable<Question> Questions()
    {
        RezenEndpointOptions endpoints = options.Value.Endpoints;
        RezenWebhookOptions webhooks = options.Value.Webhooks;
        yield return new Question("my agent", endpoints.Agents, "agents/me");
        yield return new Question("team", endpoints.Teams, $"teams/{TeamId}");
        foreach (string group in options.Value.Groups)
        {
            string word = RezenGroups.Word(options.Value, group);
            yield return new Question($"transactions {group}", endpoints.Transactions, $"transactions/participant/{AgentId}/transactions/{word}") { Query = OnePage };
            yield return new Question($"listings {group}", endpoints.Transactions, $"transactions/participant/{AgentId}/listing-transactions/{word}") { Query = OnePage };
        }

        yield return new Question("transaction counts", endpoints.Transactions, $"transactions/participant/{AgentId}/transactions/lifecycle-group-counts");
        yield return new Question("listing counts", endpoints.Transactions, $"transactions/participant/{AgentId}/listing-transactions/lifecycle-group-counts");
        foreach (int tier in options.Value.AllTiers)
        {
            string number = tier.ToString(CultureInfo.InvariantCulture);
            yield return new Question($"down-line {number}", endpoints.Network, $"agents/{AgentId}/down-line/{number}") { Query = OnePage };
            yield return new Question($"contributions {number}", endpoints.RevenueShare, $"revshares/{AgentId}/contributions/{number}") { Query = OnePage };
        }

        yield return new Question("front line", endpoints.Network, $"agents/{AgentId}/front-line-agents-info");
        yield return new Question("sponsors", endpoints.Network, $"agents/{AgentId}/sponsor-tree");
        yield return new Question("network size", endpoints.Network, $"agents/{AgentId}/network-size-by-tier");
        yield return new Question("pending contributions", endpoints.RevenueShare, $"revshares/{AgentId}/payments/pending") { Query = OnePage };
        yield return new Question("payments", endpoints.RevenueShare, $"revshares/{AgentId}/payments") { Query = OnePage };
        yield return new Question("revenue share by tier", endpoints.RevenueShare, $"revshares/{AgentId}/by-tier");
        yield return new Question("income", endpoints.Income, $"income/overview/{AgentId}/current");
        yield return new Question("cap", endpoints.Cap, endpoints.CapPath);
        yield return new Question("buyer records", endpoints.BuyerRecords, "buyer-record") { Query = OnePage };
        yield return new Question("drafts", endpoints.Drafts, "transaction-builder/paged") { Query = "?from=0&limit=1" };
        yield return new Question("API keys", endpoints.ApiKeys, "api-keys");
        yield return new Question("equity", endpoints.Equity, endpoints.EquityPath);
        yield return new Question("referral code", endpoints.ReferralCode, endpoints.ReferralCodePath);
        yield return new Question("webhooks", webhooks.ListPath is null ? null : webhooks.Service, webhooks.ListPath);
        foreach (string service in options.Value.Services.Keys.Order(StringComparer.Ordinal))
        {
            // The vendor's own description of the service, which would settle most of what is unproved. Observed.
            yield return new Question($"description of {service}", service, $"/v3/api-docs/{service}-public");
        }
    }

    private async Task<(RezenProbeResult Result, JsonElement? Answer)> AskAsync(Question question, VendorCredential credential, Ids? ids, CancellationToken cancellationToken)
    {
        var result = new RezenProbeResult { Name = question.Name, Service = question.Service, Path = question.Path, Outcome = RezenProbeOutcome.NotConfigured };
        if (question is not { Service: { } service, Path: { } path })
        {
            return (result, null);
        }

        if (Filled(path, ids) is not { } filled)
        {
            return (result with { Outcome = RezenProbeOutcome.NotAsked }, null);
        }

        try
        {
            using HttpClient client = apis.CreateClient(new VendorCall { Vendor = RezenDefaults.Vendor, Service = service, Credential = credential, Operation = "probe " + question.Name });
            using HttpResponseMessage response = await client.GetAsync(new Uri(filled + question.Query, UriKind.Relative), cancellationToken).ConfigureAwait(false);
            byte[] body = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
            JsonElement? answer = response.IsSuccessStatusCode ? Json(body) : null;
            return (result with
            {
                Outcome = Outcome(response.StatusCode, answer is not null),
                Status = (int)response.StatusCode,
                Properties = answer is { } json ? Properties(json) : [],
                Error = response.IsSuccessStatusCode ? null : s_errors.Read(response.StatusCode, filled, body)?.Code,
            }, answer);
        }
        catch (IntegrationException e)
        {
            return (result with { Outcome = e is IntegrationUnavailableException or IntegrationRateLimitException ? RezenProbeOutcome.Unavailable : RezenProbeOutcome.Failed, Status = e.Context.StatusCode, Error = e.Code }, null);
        }
    }

    private static string? Filled(string path, Ids? ids) =>
        (path.Contains(AgentId, StringComparison.Ordinal) && ids is null) || (path.Contains(TeamId, StringComparison.Ordinal) && ids?.Team is null)
            ? null
            : path.Replace(AgentId, ids?.Agent, StringComparison.Ordinal).Replace(TeamId, ids?.Team, StringComparison.Ordinal);

    private static RezenProbeOutcome Outcome(HttpStatusCode status, bool isJson) => (int)status switch
    {
        >= 200 and < 300 => isJson ? RezenProbeOutcome.Answered : RezenProbeOutcome.Unreadable,
        401 or 403 => RezenProbeOutcome.Refused,
        404 => RezenProbeOutcome.NotFound,
        429 or >= 500 => RezenProbeOutcome.Unavailable,
        _ => RezenProbeOutcome.Failed,
    };

    private static JsonElement? Json(byte[] body)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string[] Properties(JsonElement answer) => answer.ValueKind switch
    {
        JsonValueKind.Object => [.. answer.EnumerateObject().Take(50).Select(static p => p.Value.ValueKind == JsonValueKind.Array ? Rows(p.Name, p.Value) : p.Name)],
        JsonValueKind.Array => [Rows("", answer)],
        _ => [],
    };

    private static string Rows(string name, JsonElement array) => string.Create(CultureInfo.InvariantCulture, $"{name}[{array.GetArrayLength()}]");

    private static string? Id(JsonElement? element, string property) =>
        element is { ValueKind: JsonValueKind.Object } known && known.TryGetProperty(property, out JsonElement value) && value.ValueKind == JsonValueKind.String && RezenPath.IsPlain(value.GetString()!)
            ? value.GetString()
            : null;

    private static string? Team(JsonElement? me)
    {
        foreach (string property in (ReadOnlySpan<string>)["teams", "teamMemberships"])
        {
            if (me is { ValueKind: JsonValueKind.Object } known && known.TryGetProperty(property, out JsonElement teams) && teams.ValueKind == JsonValueKind.Array && teams.GetArrayLength() > 0)
            {
                return Id(teams[0], "teamId");
            }
        }

        return null;
    }

    private sealed record Ids(string Agent, string? Team);

    private sealed record Question(string Name, string? Service, string? Path)
    {
        public string Query { get; init; } = "";
    }
}
