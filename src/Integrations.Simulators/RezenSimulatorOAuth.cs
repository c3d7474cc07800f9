namespace Integrations.Simulators;

/// <summary>The OAuth side of a reZEN simulator: who agrees on the sign-in page, and the end of tokens. Safe to use while requests are served.</summary>
public sealed class RezenSimulatorOAuth
{
    private readonly OAuthGrants<RezenCaller> _grants;

    internal RezenSimulatorOAuth(OAuthGrants<RezenCaller> grants) => _grants = grants;

    /// <summary>The issuer, whose discovery document names all addresses. Its <see cref="Uri.OriginalString"/> is what the document and the callback name.</summary>
    public Uri Issuer { get; internal set; } = new("http://127.0.0.1");

    /// <summary>From now on this user agrees on the sign-in page. At the start it is the first one.</summary>
    /// <param name="account">Number of the account.</param>
    /// <exception cref="ArgumentException">There is no such account.</exception>
    public void Approve(long account) => _grants.Approve(account, account);

    /// <summary>From now on the user declines on the sign-in page.</summary>
    public void Deny() => _grants.Deny();

    /// <summary>The user takes back what was agreed to: all tokens and codes end.</summary>
    /// <param name="account">Number of the account.</param>
    public void Revoke(long account) => _grants.Revoke(account);
}
