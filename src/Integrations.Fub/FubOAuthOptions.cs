namespace Integrations.Fub;

/// <summary>Your OAuth app at Follow Up Boss. Only needed to connect accounts by sign-in instead of by API key.</summary>
public sealed class FubOAuthOptions
{
    /// <summary>Client id of your app, from <see cref="IFubOAuth.CreateAppAsync"/>. Not a secret. Null: no sign-ins.</summary>
    public string? ClientId { get; set; }

    /// <summary>Client secret of your app, given once by <see cref="IFubOAuth.CreateAppAsync"/>. Needed together with <see cref="ClientId"/>.</summary>
    public string? ClientSecret { get; set; }

    /// <summary>Page on which the user agrees. Default <c>https://app.followupboss.com/oauth/authorize</c>. Must be https, or http to this machine. Documented.</summary>
    public Uri AuthorizeAddress { get; set; } = FubDefaults.OAuthAuthorizeAddress;

    /// <summary>
    /// Where tokens are given. Default <c>https://app.followupboss.com/oauth/token</c>. Must be https, or http to this machine. Observed by two clients, section 2.3.
    /// </summary>
    public Uri TokenAddress { get; set; } = FubDefaults.OAuthTokenAddress;

    /// <summary>True to send <c>state</c> when a code is exchanged. Default true: one client saw the vendor demand it (Observed, section 2.3).</summary>
    public bool StateOnExchange { get; set; } = true;

    /// <summary>True to send a <c>state</c> when a token is renewed. Default false: none was seen to be demanded there (Assumed).</summary>
    public bool StateOnRenewal { get; set; }

    /// <summary>How long a user may take from <see cref="IFubOAuth.BeginAsync"/> to <see cref="IFubOAuth.CompleteAsync"/>. Default 30 minutes. One minute to one day.</summary>
    public TimeSpan SignInLifetime { get; set; } = TimeSpan.FromMinutes(30);
}
