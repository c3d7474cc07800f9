using Integrations.Abstractions;
using Integrations.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Integrations.Rezen;

/// <summary>What is reZEN's own in OAuth; the procedure is the shared one.</summary>
internal sealed class RezenOAuth([FromKeyedServices("rezen")] IOAuthClient client) : IRezenOAuth
{
    /// <summary>The vendor's facts, all of them documented by its sample.</summary>
    public static OAuthProfile Profile(RezenOAuthOptions options) => new()
    {
        Vendor = RezenDefaults.Vendor,
        Issuer = options.Issuer,
        Scope = options.Scope,
        ClientId = options.ClientId,
        ClientSecret = options.ClientSecret,
        MissingClientRemedy = "Set RezenOptions.OAuth.ClientId and ClientSecret; the vendor registers clients by hand.",
        UsesPkce = true,
        EncodesClient = true,
        SignInLifetime = options.SignInLifetime,
    };

    public Task<Uri> BeginAsync(Uri redirectUri, ConnectOptions? owner = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(redirectUri);
        return client.BeginAsync(new OAuthRequest { RedirectUri = redirectUri, Owner = owner ?? new ConnectOptions() }, cancellationToken);
    }

    public Task<OAuthResult> CompleteAsync(string query, ConnectOptions? owner = null, CancellationToken cancellationToken = default) =>
        client.CompleteAsync(query, owner ?? new ConnectOptions(), cancellationToken);
}
