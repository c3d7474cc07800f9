using Refit;

namespace Integrations.Fub;

/// <summary>The <c>/oauthApps</c> resource: the system's own OAuth app. Takes the system headers and no credential of an account.</summary>
internal interface IFubOAuthAppsApi
{
    /// <summary>Creates the app. Documented, section 2.3.</summary>
    [Post("/oauthApps")]
    Task<FubOAuthApp> CreateAsync([Body(buffered: true)] FubOAuthAppBody app, CancellationToken cancellationToken);

    /// <summary>Changes the app. Observed by one client, section 2.3.</summary>
    [Put("/oauthApps")]
    Task<FubOAuthApp> UpdateAsync([Body(buffered: true)] FubOAuthAppBody app, CancellationToken cancellationToken);
}
