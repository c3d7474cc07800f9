using Integrations.Abstractions;
using Integrations.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Integrations.Fub;

/// <summary>What is Follow Up Boss's own in OAuth; the procedure is the shared one.</summary>
internal sealed class FubOAuth([FromKeyedServices("fub")] IOAuthClient client, IVendorApiFactory apis, IOptions<FubOptions> options) : IFubOAuth
{
    private static readonly Dictionary<string, string> s_forceLogin = new(StringComparer.Ordinal) { ["prompt"] = "login" };

    /// <summary>The vendor's facts, section 2.3 of the dossier.</summary>
    public static OAuthProfile Profile(FubOAuthOptions options) => new()
    {
        Vendor = FubDefaults.Vendor,
        AuthorizeAddress = options.AuthorizeAddress,
        TokenAddress = options.TokenAddress,
        ClientId = options.ClientId,
        ClientSecret = options.ClientSecret,
        MissingClientRemedy = "Set FubOptions.OAuth.ClientId and ClientSecret; an app is made once with IFubOAuth.CreateAppAsync.",
        ResponseType = "auth_code",
        StateOnExchange = options.StateOnExchange,
        StateOnRenewal = options.StateOnRenewal,
        SignInLifetime = options.SignInLifetime,
    };

    public Task<FubOAuthApp> CreateAppAsync(IReadOnlyList<Uri> redirectUris, CancellationToken cancellationToken = default) =>
        Api("create OAuth app").CreateAsync(Body(redirectUris), cancellationToken);

    public Task<FubOAuthApp> SetRedirectUrisAsync(IReadOnlyList<Uri> redirectUris, CancellationToken cancellationToken = default) =>
        Api("change OAuth app").UpdateAsync(Body(redirectUris), cancellationToken);

    public Task<Uri> BeginAsync(Uri redirectUri, ConnectOptions? owner = null, bool forceLogin = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(redirectUri);
        var request = new OAuthRequest { RedirectUri = redirectUri, Owner = owner ?? new ConnectOptions() };
        return client.BeginAsync(forceLogin ? request with { Parameters = s_forceLogin } : request, cancellationToken);
    }

    public Task<OAuthResult> CompleteAsync(string query, ConnectOptions? owner = null, CancellationToken cancellationToken = default) =>
        client.CompleteAsync(query, owner ?? new ConnectOptions(), cancellationToken);

    private IFubOAuthAppsApi Api(string operation)
    {
        if (string.IsNullOrWhiteSpace(options.Value.SystemName) || string.IsNullOrWhiteSpace(options.Value.SystemKey))
        {
            throw new IntegrationConfigurationException(
                $"{FubDefaults.Vendor}, '{operation}': OAuth apps belong to a registered system. Set FubOptions.SystemName and SystemKey.",
                new ErrorContext { Vendor = FubDefaults.Vendor, Operation = operation });
        }

        return apis.Create<IFubOAuthAppsApi>(new VendorCall { Vendor = FubDefaults.Vendor, AsSystem = true, Operation = operation });
    }

    private static FubOAuthAppBody Body(IReadOnlyList<Uri> redirectUris)
    {
        ArgumentNullException.ThrowIfNull(redirectUris);
        return redirectUris.Count > 0
            ? new FubOAuthAppBody([.. redirectUris.Select(static u => u.OriginalString)])
            : throw new ArgumentException("An OAuth app needs at least one address to which users may return.", nameof(redirectUris));
    }
}
