using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Integrations.Simulators;

/// <summary>Apps, codes and tokens. All members may be called by many requests at once.</summary>
/// <typeparam name="TCaller">Who asks at the vendor, on whose behalf a token is given.</typeparam>
internal sealed class OAuthGrants<TCaller>
    where TCaller : class
{
    private readonly Lock _gate = new();
    private readonly Func<OAuthPolicy> _policies;
    private readonly TimeProvider _time;
    private readonly SortedDictionary<(long Account, long User), TCaller> _users;
    private readonly Dictionary<string, App> _apps = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Code> _codes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Access> _access = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Refresh> _refresh = new(StringComparer.Ordinal);
    private (long Account, long User)? _consenting;
    private int _number;

    /// <param name="policies">What the vendor does, asked at each request: options may change while it runs.</param>
    /// <param name="time">Clock of all lifetimes.</param>
    /// <param name="users">Who may agree, by account and user. At the start it is the first one.</param>
    public OAuthGrants(Func<OAuthPolicy> policies, TimeProvider time, IEnumerable<KeyValuePair<(long Account, long User), TCaller>> users)
    {
        _policies = policies;
        _time = time;
        _users = new SortedDictionary<(long, long), TCaller>(users.ToDictionary());
        _consenting = _users.Keys.First();
        _apps.Add(Policy.ClientId, new App(0, Policy.ClientSecret) { RedirectUris = null });
    }

    private OAuthPolicy Policy => _policies();

    public void Approve(long account, long userId)
    {
        lock (_gate)
            _consenting = _users.ContainsKey((account, userId))
                ? (account, userId)
                : throw new ArgumentException(FormattableString.Invariant($"Account {account} has no user {userId} with a key."), nameof(userId));
    }

    public void Deny()
    {
        lock (_gate) _consenting = null;
    }

    public void Revoke(long account)
    {
        lock (_gate) End(grant => grant.User.Account == account);
    }

    /// <summary>Creates an app. The secret is given only here.</summary>
    public (int Number, string Id, string Secret) AddApp(IReadOnlyList<string> redirectUris)
    {
        lock (_gate)
        {
            var number = _apps.Count;
            var (id, secret) = (string.Create(CultureInfo.InvariantCulture, $"client_sim_{number + 1:0000}"), "secret_sim_" + RandomNumberGenerator.GetHexString(16, lowercase: true));
            _apps[id] = new App(number, secret) { RedirectUris = redirectUris };
            return (number, id, secret);
        }
    }

    /// <summary>Changes the youngest app. Null when there is none.</summary>
    public (int Number, string Id)? ChangeApp(IReadOnlyList<string> redirectUris)
    {
        lock (_gate)
        {
            var (id, app) = _apps.MaxBy(a => a.Value.Number);
            if (app.Number == 0) return null;
            app.RedirectUris = redirectUris;
            return (app.Number, id);
        }
    }

    /// <summary>A code for the user who agrees now. Empty when the user declines; null when app or address are unknown.</summary>
    /// <param name="clientId">App that asks.</param>
    /// <param name="redirectUri">Where the user returns to.</param>
    /// <param name="challenge">SHA-256 of the verifier that the exchange must bring. Null for none.</param>
    /// <param name="nonce">Given back with the tokens.</param>
    public string? Authorize(string clientId, string redirectUri, string? challenge = null, string? nonce = null)
    {
        lock (_gate)
        {
            if (!_apps.TryGetValue(clientId, out var app) || app.RedirectUris?.Contains(redirectUri, StringComparer.Ordinal) == false) return null;
            if (_consenting is not { } user) return "";
            var code = Next("code", user.Account);
            _codes[code] = new Code(new Grant(clientId, user, nonce), redirectUri, challenge, _time.GetUtcNow() + Policy.CodeLifetime);
            return code;
        }
    }

    /// <summary>True for an app with its secret, and for one that has none when none is brought.</summary>
    public bool IsClient(string id, string? secret)
    {
        lock (_gate) return _apps.TryGetValue(id, out var app) && string.Equals(app.Secret, secret, StringComparison.Ordinal);
    }

    /// <summary>Tokens for a code. Null when the code is unknown, ended, used, or of another app, address or verifier.</summary>
    public OAuthTokens<TCaller>? Exchange(string clientId, string code, string redirectUri, string? verifier = null)
    {
        lock (_gate)
        {
            if (!_codes.Remove(code, out var found)
                || found.Grant.IsRevoked
                || found.Expires <= _time.GetUtcNow()
                || !string.Equals(found.Grant.ClientId, clientId, StringComparison.Ordinal)
                || !string.Equals(found.RedirectUri, redirectUri, StringComparison.Ordinal)
                || (found.Challenge is { } challenge && !string.Equals(challenge, Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier ?? ""))), StringComparison.Ordinal))) return null;
            return Give(found.Grant, NextRefresh(found.Grant), ends: null);
        }
    }

    /// <summary>Tokens for a refresh token. Null when it is unknown, replaced, revoked, idle for too long, or of another app.</summary>
    public OAuthTokens<TCaller>? Renew(string clientId, string refreshToken)
    {
        lock (_gate)
        {
            var now = _time.GetUtcNow();
            if (!_refresh.TryGetValue(refreshToken, out var found)
                || found.Grant.IsRevoked
                || now - found.UsedAt > Policy.RefreshTokenIdleLifetime
                || !string.Equals(found.Grant.ClientId, clientId, StringComparison.Ordinal)) return null;
            if (found.Successor is { } successor)
            {
                if (now - found.UsedAt <= Policy.TheftAfter) return Give(found.Grant, successor, ends: null);
                End(grant => grant.User == found.Grant.User && string.Equals(grant.ClientId, clientId, StringComparison.Ordinal));
                return null;
            }

            found.UsedAt = now;
            if (Policy.RenewalEndsAccessToken)
                foreach (var (token, _) in _access.Where(a => ReferenceEquals(a.Value.Grant, found.Grant)).ToArray())
                    _access.Remove(token);
            if (!Policy.Rotates) return Give(found.Grant, refresh: null, ends: null);
            var next = NextRefresh(found.Grant);
            if (Policy.TheftAfter is not null) found.Successor = next;
            else if (!Policy.HasGrace) _refresh.Remove(refreshToken);
            return Give(found.Grant, next, Policy.HasGrace ? refreshToken : null);
        }
    }

    /// <summary>Ends a token: a refresh token with all that came from its sign-in, an access token alone.</summary>
    public void End(string token)
    {
        lock (_gate)
        {
            if (_refresh.TryGetValue(token, out var refresh)) refresh.Grant.IsRevoked = true;
            else _access.Remove(token);
        }
    }

    /// <summary>Whose code or refresh token it is. Null when it is unknown.</summary>
    public TCaller? Owner(string? code, string? refreshToken)
    {
        lock (_gate)
            return code is not null && _codes.TryGetValue(code, out var given) ? _users[given.Grant.User]
                : refreshToken is not null && _refresh.TryGetValue(refreshToken, out var found) ? _users[found.Grant.User]
                : null;
    }

    /// <summary>Whose access token it is. Null when it is unknown, ended or revoked. Asking uses it.</summary>
    public TCaller? Find(string accessToken)
    {
        lock (_gate)
        {
            if (!_access.TryGetValue(accessToken, out var found) || found.Grant.IsRevoked || found.Expires <= _time.GetUtcNow()) return null;
            if (found.Ends is { } replaced) _refresh.Remove(replaced);
            return _users[found.Grant.User];
        }
    }

    private void End(Predicate<Grant> which)
    {
        foreach (var grant in _access.Values.Select(a => a.Grant).Concat(_refresh.Values.Select(r => r.Grant)).Concat(_codes.Values.Select(c => c.Grant)))
            grant.IsRevoked |= which(grant);
    }

    private OAuthTokens<TCaller> Give(Grant grant, string? refresh, string? ends)
    {
        var access = Next("access", grant.User.Account);
        _access[access] = new Access(grant, _time.GetUtcNow() + Policy.AccessTokenLifetime, ends);
        return new OAuthTokens<TCaller>(_users[grant.User], access, refresh, (long)Policy.AccessTokenLifetime.TotalSeconds, grant.Nonce);
    }

    private string NextRefresh(Grant grant)
    {
        var refresh = Next("refresh", grant.User.Account);
        _refresh[refresh] = new Refresh(grant) { UsedAt = _time.GetUtcNow() };
        return refresh;
    }

    private string Next(string kind, long account) => string.Create(CultureInfo.InvariantCulture, $"synthetic-{kind}-token-{++_number:0000}-{account}");

    private sealed record App(int Number, string? Secret)
    {
        /// <summary>Null allows any.</summary>
        public IReadOnlyList<string>? RedirectUris { get; set; }
    }

    private sealed class Grant(string clientId, (long Account, long User) user, string? nonce)
    {
        public string ClientId => clientId;

        public (long Account, long User) User => user;

        public string? Nonce => nonce;

        public bool IsRevoked { get; set; }
    }

    private sealed record Code(Grant Grant, string RedirectUri, string? Challenge, DateTimeOffset Expires);

    /// <summary>An access token. The first use ends the refresh token that it came in place of.</summary>
    private sealed record Access(Grant Grant, DateTimeOffset Expires, string? Ends);

    private sealed record Refresh(Grant Grant)
    {
        public DateTimeOffset UsedAt { get; set; }

        /// <summary>Token that came in its place and that a repetition is given again. Null while there is none.</summary>
        public string? Successor { get; set; }
    }
}
