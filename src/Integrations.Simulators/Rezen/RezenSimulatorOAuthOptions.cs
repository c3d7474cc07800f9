namespace Integrations.Simulators;

/// <summary>How the reZEN simulator does OAuth. Times are by <see cref="RezenSimulatorOptions.TimeProvider"/>.</summary>
public sealed class RezenSimulatorOAuthOptions
{
    /// <summary>Client id of the one app, which may return to any address.</summary>
    public string ClientId { get; set; } = "client_sim_0001";

    /// <summary>Client secret of that app. Null makes it a public client.</summary>
    public string? ClientSecret { get; set; } = "secret_sim_0001";

    /// <summary>Life of a code. Default 60 seconds, as documented.</summary>
    public TimeSpan CodeLifetime { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Life of an access token. Default 12 hours, as in the vendor's own sample.</summary>
    public TimeSpan AccessTokenLifetime { get; set; } = TimeSpan.FromHours(12);

    /// <summary>How long a refresh token that was replaced may be repeated. Default 30 seconds, which is assumed. Later its use is theft and ends every sign-in of the user, as documented.</summary>
    public TimeSpan TheftAfter { get; set; } = TimeSpan.FromSeconds(30);
}
