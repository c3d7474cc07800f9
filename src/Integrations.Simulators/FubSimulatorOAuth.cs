namespace Integrations.Simulators;

/// <summary>The OAuth side of a simulator: who agrees on the authorize page, and the end of tokens. Safe to use while requests are served.</summary>
public sealed class FubSimulatorOAuth
{
    private readonly OAuthGrants<FubCaller> _grants;

    internal FubSimulatorOAuth(OAuthGrants<FubCaller> grants) => _grants = grants;

    /// <summary>Page on which the user agrees. It redirects at once.</summary>
    public Uri AuthorizeAddress { get; internal set; } = new("http://127.0.0.1/oauth/authorize");

    /// <summary>Where tokens are given.</summary>
    public Uri TokenAddress { get; internal set; } = new("http://127.0.0.1/oauth/token");

    /// <summary>From now on a user of this account agrees on the authorize page. At the start it is the owner of the first account.</summary>
    /// <param name="account">Vendor account id.</param>
    /// <param name="userId">Vendor user id; one that has a key. Default the owner.</param>
    /// <exception cref="ArgumentException">There is no such account or user.</exception>
    public void Approve(long account, long userId = 1) => _grants.Approve(account, userId);

    /// <summary>From now on the user declines on the authorize page.</summary>
    public void Deny() => _grants.Deny();

    /// <summary>The users of an account take back what they agreed to: all its tokens and codes end.</summary>
    /// <param name="account">Vendor account id.</param>
    public void Revoke(long account) => _grants.Revoke(account);
}
