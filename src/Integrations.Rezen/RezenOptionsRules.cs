using Integrations.Http;
using Microsoft.Extensions.Options;

namespace Integrations.Rezen;

/// <summary>Rules of <see cref="RezenOptions"/> that attributes cannot say. Messages name the property, never its value.</summary>
internal sealed class RezenOptionsRules : IValidateOptions<RezenOptions>
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    public ValidateOptionsResult Validate(string? name, RezenOptions options)
    {
        var failures = new List<string>();
        RezenEndpointOptions endpoints = options.Endpoints;
        RezenWebhookOptions webhooks = options.Webhooks;
        foreach ((string service, Uri address) in options.Services)
        {
            Check(WireRules.IsSafe(address) && address.Query.Length == 0, $"Services['{service}'] must be an absolute https address without a query, or http to this machine.");
        }

        foreach ((string family, string? service) in Families(endpoints).Append(("Webhooks.Service", webhooks.Service)))
        {
            Check(service is null || options.Services.ContainsKey(service), $"{family} names a service that Services does not have.");
        }

        Check(!options.ApiPrefix.StartsWith('/') && !options.ApiPrefix.EndsWith('/') && RezenPath.IsPlain(options.ApiPrefix), "ApiPrefix must be a path without slashes at its ends.");
        Check(options.KeyHeader.Length > 0 && options.KeyHeader.All(static c => char.IsAsciiLetterOrDigit(c) || c == '-'), "KeyHeader must be the name of a header.");
        Check(WireRules.IsHeaderValue(options.UserAgent), "UserAgent must not hold control characters or characters beyond ASCII.");
        Check(RezenPath.Names(endpoints.CapPath, "agentId"), "Endpoints.CapPath must be a path with {agentId}.");
        Pair(endpoints.Equity, endpoints.EquityPath, "Endpoints.Equity and Endpoints.EquityPath");
        Check(endpoints.EquityPath is null || RezenPath.Names(endpoints.EquityPath, "agentId"), "Endpoints.EquityPath must be a path with {agentId}.");
        Pair(endpoints.ReferralCode, endpoints.ReferralCodePath, "Endpoints.ReferralCode and Endpoints.ReferralCodePath");
        Check(endpoints.ReferralCodePath is null || RezenPath.Names(endpoints.ReferralCodePath, "agentId"), "Endpoints.ReferralCodePath must be a path with {agentId}.");

        string?[] registration = [webhooks.RegisterPath, webhooks.ListPath, webhooks.DeletePath, webhooks.CallbackUrlProperty, webhooks.EventTypesProperty];
        Check(
            Array.TrueForAll(registration, string.IsNullOrWhiteSpace) || !Array.Exists(registration, string.IsNullOrWhiteSpace),
            "Webhooks.RegisterPath, ListPath, DeletePath, CallbackUrlProperty and EventTypesProperty must be set together.");
        Check(webhooks.RegisterPath is null || RezenPath.IsPlain(webhooks.RegisterPath), "Webhooks.RegisterPath must be a path.");
        Check(webhooks.ListPath is null || RezenPath.IsPlain(webhooks.ListPath), "Webhooks.ListPath must be a path.");
        Check(webhooks.DeletePath is null || RezenPath.Names(webhooks.DeletePath, "id"), "Webhooks.DeletePath must be a path with {id}.");
        Pair(webhooks.Secret, webhooks.SignatureHeader, "Webhooks.Secret and Webhooks.SignatureHeader");
        Check(webhooks.SecretProperty is null || webhooks.Secret is not null, "Webhooks.Secret must be set where Webhooks.SecretProperty is.");
        Check(Enum.IsDefined(webhooks.SignatureAlgorithm), "Webhooks.SignatureAlgorithm must be a value of RezenSignatureAlgorithm.");
        Check(Enum.IsDefined(webhooks.SignatureEncoding), "Webhooks.SignatureEncoding must be a value of RezenSignatureEncoding.");

        Check(string.IsNullOrWhiteSpace(options.OAuth.ClientId) == string.IsNullOrWhiteSpace(options.OAuth.ClientSecret), "OAuth.ClientId and OAuth.ClientSecret must be set together.");
        Check(WireRules.IsSafe(options.OAuth.Issuer), "OAuth.Issuer must be an absolute https address, or http to this machine.");
        Check(options.OAuth.SignInLifetime >= TimeSpan.FromMinutes(1) && options.OAuth.SignInLifetime <= Day, "OAuth.SignInLifetime must be one minute to one day.");

        Check(options.LifecycleGroups.All(static g => RezenPath.IsPlain(g) && !g.Contains('/', StringComparison.Ordinal)), "LifecycleGroups must be words.");
        Check(options.Tiers.All(static t => t is >= 1 and <= 99), "Tiers must be 1 to 99.");
        Check(options.NetworkStatuses.All(static s => !string.IsNullOrWhiteSpace(s)), "NetworkStatuses must not hold blank texts.");
        Check(
            options.ClosingDateOrder.All(static p => RezenDefaults.ClosingDateOrder.Contains(p, StringComparer.Ordinal)),
            $"ClosingDateOrder must hold none but {string.Join(", ", RezenDefaults.ClosingDateOrder)}.");
        Check(Enum.IsDefined(options.TransactionDetail), "TransactionDetail must be a value of RezenTransactionDetail.");
        Check(Enum.IsDefined(options.TerminationCall), "TerminationCall must be a value of RezenTerminationCall.");
        Check(options.Overlap >= TimeSpan.FromSeconds(1) && options.Overlap <= 30 * Day, "Overlap must be one second to 30 days.");
        Check(options.NetworkOverlap >= Day && options.NetworkOverlap <= 90 * Day, "NetworkOverlap must be one day to 90 days.");
        Check(options.ContributionWindow >= Day && options.ContributionWindow <= 366 * Day, "ContributionWindow must be one day to 366 days.");
        foreach ((string field, string path) in options.FieldPaths)
        {
            Check(RezenDefaults.UnprovenFields.Contains(field, StringComparer.Ordinal), $"FieldPaths['{field}'] is none of RezenDefaults.UnprovenFields.");
            Check(Array.TrueForAll(path.Split('.'), static name => name.Length > 0 && name.All(static c => char.IsAsciiLetterOrDigit(c) || c == '_')), $"FieldPaths['{field}'] must be names with dots between them.");
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);

        void Pair(string? one, string? other, string names) => Check(string.IsNullOrWhiteSpace(one) == string.IsNullOrWhiteSpace(other), names + " must be set together.");

        void Check(bool holds, string message)
        {
            if (!holds)
            {
                failures.Add("RezenOptions: " + message);
            }
        }
    }

    private static IEnumerable<(string Family, string? Service)> Families(RezenEndpointOptions endpoints) =>
    [
        ("Endpoints.Transactions", endpoints.Transactions), ("Endpoints.Drafts", endpoints.Drafts), ("Endpoints.RevenueShare", endpoints.RevenueShare), ("Endpoints.Income", endpoints.Income),
        ("Endpoints.BuyerRecords", endpoints.BuyerRecords), ("Endpoints.Referrals", endpoints.Referrals), ("Endpoints.Users", endpoints.Users), ("Endpoints.Agents", endpoints.Agents),
        ("Endpoints.Network", endpoints.Network), ("Endpoints.Teams", endpoints.Teams), ("Endpoints.ApiKeys", endpoints.ApiKeys), ("Endpoints.Checklists", endpoints.Checklists),
        ("Endpoints.Files", endpoints.Files), ("Endpoints.Cap", endpoints.Cap), ("Endpoints.Equity", endpoints.Equity), ("Endpoints.ReferralCode", endpoints.ReferralCode),
    ];
}
