using System.Globalization;
using System.Security.Cryptography;

namespace Integrations.Simulators;

/// <summary>Apps, codes and tokens. All members may be called by many requests at once.</summary>
internal sealed class FubOAuthGrants
{
    private readonly Lock _gate = new();
    private readonly FubSimulatorOAuthOptions _options;
    private readonly TimeProvider _time;
    private readonly Dictionary<(long Account, long User), FubCaller> _users;
    private readonly Dictionary<string, App> _apps = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Code> _codes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Access> _access = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Refresh> _refresh = new(StringComparer.Ordinal);
    private FubCaller? _consenting;
    private int _number;

    public FubOAuthGrants(FubSimulatorOptions options, IEnumerable<FubCaller> callers)
    {
        _options = options.OAuth;
        _time = options.TimeProvider;
        _users = callers.ToDictionary(c => (c.World.Account.Id, c.UserId), c => c with { ApiKey = FormattableString.Invariant($"oauth_{c.World.Account.Id}_{c.UserId}") });
        _consenting = _users.Values.OrderBy(c => c.World.Account.Id).ThenBy(c => c.UserId).First();
        _apps.Add(_options.ClientId, new App(0, _options.ClientSecret) { RedirectUris = null });
    }

    public void Approve(long account, long userId)
    {
        lock (_gate)
            _consenting = _users.GetValueOrDefault((account, userId))
                ?? throw new ArgumentException(FormattableString.Invariant($"Account {account} has no user {userId} with a key."), nameof(userId));
    }

    public void Deny()
    {
        lock (_gate) _consenting = null;
    }

    public void Revoke(long account)
    {
        lock (_gate)
        {
            foreach (var grant in _access.Values.Select(a => a.Grant).Concat(_refresh.Values.Select(r => r.Grant)).Concat(_codes.Values.Select(c => c.Grant)))
                grant.IsRevoked |= grant.Caller.World.Account.Id == account;
        }
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
    public string? Authorize(string clientId, string redirectUri)
    {
        lock (_gate)
        {
            if (!_apps.TryGetValue(clientId, out var app) || app.RedirectUris?.Contains(redirectUri, StringComparer.Ordinal) == false) return null;
            if (_consenting is not { } caller) return "";
            var code = Next("code", caller);
            _codes[code] = new Code(new Grant(clientId, caller), redirectUri, _time.GetUtcNow() + _options.CodeLifetime);
            return code;
        }
    }

    public bool IsClient(string id, string secret)
    {
        lock (_gate) return _apps.TryGetValue(id, out var app) && string.Equals(app.Secret, secret, StringComparison.Ordinal);
    }

    /// <summary>Tokens for a code. Null when the code is unknown, ended, used, or of another app or address.</summary>
    public FubTokens? Exchange(string clientId, string code, string redirectUri)
    {
        lock (_gate)
        {
            if (!_codes.Remove(code, out var found)
                || found.Grant.IsRevoked
                || found.Expires <= _time.GetUtcNow()
                || !string.Equals(found.Grant.ClientId, clientId, StringComparison.Ordinal)
                || !string.Equals(found.RedirectUri, redirectUri, StringComparison.Ordinal)) return null;
            var refresh = Next("refresh", found.Grant.Caller);
            _refresh[refresh] = new Refresh(found.Grant) { UsedAt = _time.GetUtcNow() };
            return Give(found.Grant, refresh, ends: null);
        }
    }

    /// <summary>Tokens for a refresh token. Null when it is unknown, replaced, revoked, idle for too long, or of another app.</summary>
    public FubTokens? Renew(string clientId, string refreshToken)
    {
        lock (_gate)
        {
            var now = _time.GetUtcNow();
            if (!_refresh.TryGetValue(refreshToken, out var found)
                || found.Grant.IsRevoked
                || now - found.UsedAt > _options.RefreshTokenIdleLifetime
                || !string.Equals(found.Grant.ClientId, clientId, StringComparison.Ordinal)) return null;
            found.UsedAt = now;
            if (_options.RenewalEndsAccessToken)
                foreach (var (token, _) in _access.Where(a => ReferenceEquals(a.Value.Grant, found.Grant)).ToArray())
                    _access.Remove(token);
            if (_options.Rotation == FubSimulatorRotation.Keep) return Give(found.Grant, refresh: null, ends: null);
            var next = Next("refresh", found.Grant.Caller);
            _refresh[next] = new Refresh(found.Grant) { UsedAt = now };
            if (_options.Rotation == FubSimulatorRotation.Rotate) _refresh.Remove(refreshToken);
            return Give(found.Grant, next, _options.Rotation == FubSimulatorRotation.RotateWithGrace ? refreshToken : null);
        }
    }

    /// <summary>Whose code or refresh token it is. Null when it is unknown.</summary>
    public FubCaller? Owner(string? code, string? refreshToken)
    {
        lock (_gate)
            return code is not null && _codes.TryGetValue(code, out var given) ? given.Grant.Caller
                : refreshToken is not null && _refresh.TryGetValue(refreshToken, out var found) ? found.Grant.Caller
                : null;
    }

    /// <summary>Whose access token it is. Null when it is unknown, ended or revoked. Asking uses it.</summary>
    public FubCaller? Find(string accessToken)
    {
        lock (_gate)
        {
            if (!_access.TryGetValue(accessToken, out var found) || found.Grant.IsRevoked || found.Expires <= _time.GetUtcNow()) return null;
            if (found.Ends is { } replaced) _refresh.Remove(replaced);
            return found.Grant.Caller;
        }
    }

    private FubTokens Give(Grant grant, string? refresh, string? ends)
    {
        var access = Next("access", grant.Caller);
        _access[access] = new Access(grant, _time.GetUtcNow() + _options.AccessTokenLifetime, ends);
        return new FubTokens(grant.Caller, access, refresh, (long)_options.AccessTokenLifetime.TotalSeconds);
    }

    private string Next(string kind, FubCaller caller) => string.Create(CultureInfo.InvariantCulture, $"synthetic-{kind}-token-{++_number:0000}-{caller.World.Account.Id}");

    private sealed record App(int Number, string Secret)
    {
        /// <summary>Null allows any.</summary>
        public IReadOnlyList<string>? RedirectUris { get; set; }
    }

    private sealed class Grant(string clientId, FubCaller caller)
    {
        public string ClientId => clientId;

        public FubCaller Caller => caller;

        public bool IsRevoked { get; set; }
    }

    private sealed record Code(Grant Grant, string RedirectUri, DateTimeOffset Expires);

    /// <summary>An access token. The first use ends the refresh token that it came in place of.</summary>
    private sealed record Access(Grant Grant, DateTimeOffset Expires, string? Ends);

    private sealed record Refresh(Grant Grant)
    {
        public DateTimeOffset UsedAt { get; set; }
    }
}
