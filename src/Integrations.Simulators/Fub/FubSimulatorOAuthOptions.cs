namespace Integrations.Simulators;

/// <summary>How the simulator does OAuth. Times are by <see cref="FubSimulatorOptions.TimeProvider"/>.</summary>
public sealed class FubSimulatorOAuthOptions
{
    /// <summary>Client id of the app that exists from the start and may return to any address.</summary>
    public string ClientId { get; set; } = "client_sim_0001";

    /// <summary>Client secret of that app.</summary>
    public string ClientSecret { get; set; } = "secret_sim_0001";

    /// <summary>Life of a code. Default 15 minutes.</summary>
    public TimeSpan CodeLifetime { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>Life of an access token. Default one hour.</summary>
    public TimeSpan AccessTokenLifetime { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Time after which an unused refresh token ends. Default 90 days.</summary>
    public TimeSpan RefreshTokenIdleLifetime { get; set; } = TimeSpan.FromDays(90);

    /// <summary>What becomes of a used refresh token. Default <see cref="FubSimulatorRotation.Keep"/>.</summary>
    public FubSimulatorRotation Rotation { get; set; }

    /// <summary>True to end the old access token when a new one is given. Default false.</summary>
    public bool RenewalEndsAccessToken { get; set; }
}
