namespace Integrations.Simulators;

/// <summary>What Follow Up Boss does with codes and tokens.</summary>
internal static class FubOAuthGrants
{
    public static OAuthGrants<FubCaller> Of(FubSimulatorOptions options, IEnumerable<FubCaller> callers) =>
        new(() => Policy(options.OAuth), options.TimeProvider, callers.Select(static c => KeyValuePair.Create(
            (c.World.Account.Id, c.UserId), c with { ApiKey = FormattableString.Invariant($"oauth_{c.World.Account.Id}_{c.UserId}") })));

    private static OAuthPolicy Policy(FubSimulatorOAuthOptions options) => new()
    {
        ClientId = options.ClientId,
        ClientSecret = options.ClientSecret,
        CodeLifetime = options.CodeLifetime,
        AccessTokenLifetime = options.AccessTokenLifetime,
        RefreshTokenIdleLifetime = options.RefreshTokenIdleLifetime,
        Rotates = options.Rotation != FubSimulatorRotation.Keep,
        HasGrace = options.Rotation == FubSimulatorRotation.RotateWithGrace,
        RenewalEndsAccessToken = options.RenewalEndsAccessToken,
    };
}
