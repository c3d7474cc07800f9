using System.Collections.Concurrent;
using Integrations.Abstractions;
using Microsoft.Extensions.DependencyInjection;

namespace Integrations.Http;

/// <summary>
/// Keeps decrypted credentials in memory for a short time, so that a request costs no database read, and renews them: one renewal at a time for each account, in this process by a
/// gate and over all processes by the lease of the <see cref="ICredentialStore"/>.
/// </summary>
/// <param name="services">Gives the <see cref="ICredentialStore"/> of the host.</param>
/// <param name="time">Clock.</param>
public sealed class CredentialCache(IServiceProvider services, TimeProvider time) : ICredentialCache
{
    private const int SweepAbove = 1024;
    private static readonly TimeSpan s_poll = TimeSpan.FromMilliseconds(200);
    private readonly ConcurrentDictionary<AccountRef, Entry> _entries = new();
    private int _sweepAt = SweepAbove;

    /// <inheritdoc/>
    public void Forget(AccountRef account) => _entries.TryRemove(account, out _);

    /// <summary>The credential of an account, from memory or from the store. One that the vendor is known to refuse is read anew: the account may have been connected again elsewhere.</summary>
    internal async ValueTask<VendorCredential> GetAsync(AccountRef account, TimeSpan lifetime, CancellationToken cancellationToken)
    {
        Entry entry = Find(account);
        if (Kept(entry, lifetime) is { } kept)
        {
            return kept;
        }

        await entry.Gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return Kept(entry, lifetime) ?? await ReadAsync(entry, account, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            entry.Gate.Release();
        }
    }

    /// <summary>
    /// A credential newer than the one the vendor refused or that ended: read anew if another has stored one, else renewed. Null when there is none; who asks again with the same refused
    /// one is told so without a renewal, so that a dead credential causes no storm.
    /// </summary>
    /// <param name="vendor">The vendor.</param>
    /// <param name="account">The account.</param>
    /// <param name="old">The credential to replace.</param>
    /// <param name="isUsable">True while <paramref name="old"/> can still be sent: then nothing is waited for, and a renewal that fails without a word about the account is null and no error.</param>
    /// <param name="renewal">What the vendor's handler knows.</param>
    /// <param name="cancellationToken">
    /// Cancels waiting. A renewal that has begun is brought to its end, at most <see cref="VendorHttpOptions.RenewalTimeout"/>: the vendor may have replaced the refresh token already.
    /// </param>
    internal async ValueTask<ReplacedCredential?> ReplaceAsync(
        VendorHttp vendor, AccountRef account, VendorCredential old, bool isUsable, VendorAuthenticationHandler renewal, CancellationToken cancellationToken)
    {
        Entry entry = Find(account);
        await entry.Gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (entry.Current is { } current && !Same(current, old) && !HasEnded(current))
            {
                return new ReplacedCredential(current, IsRenewed: entry.Renewed is { } fresh && Same(fresh, current));
            }

            VendorCredential stored = await ReadAsync(entry, account, cancellationToken).ConfigureAwait(false);
            if (!Same(stored, old) && !HasEnded(stored))
            {
                HttpLog.RenewedElsewhere(vendor.Log, account.Vendor, account, stored.Version);
                return new ReplacedCredential(stored, IsRenewed: false);
            }

            // A token of a lifetime shorter than the time to renew it before its end would be renewed with every request.
            bool isFresh = isUsable && entry.Renewed is { } renewed && Same(renewed, stored);
            if (isFresh || IsDead(entry, stored, vendor.Options.CredentialLifetime))
            {
                return null;
            }

            if (!renewal.Renews(stored))
            {
                entry.Dead = new Verdict(stored, time.GetTimestamp());
                return null;
            }

            return await RenewAsync(vendor, entry, account, stored, isUsable, renewal, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            entry.Gate.Release();
        }
    }

    /// <summary>Remembers that the vendor refuses a credential though it was renewed just now: it is not renewed again.</summary>
    internal void Bury(AccountRef account, VendorCredential refused) => Find(account).Dead = new Verdict(refused, time.GetTimestamp());

    /// <summary>Remembers that the vendor takes a credential.</summary>
    internal void Pass(AccountRef account, VendorCredential accepted) => Find(account).Passed = new Verdict(accepted, time.GetTimestamp());

    /// <summary>True when the vendor took a credential not longer ago than this.</summary>
    internal bool HasPassed(AccountRef account, VendorCredential credential, TimeSpan lifetime) =>
        Find(account).Passed is { } passed && Same(passed.Credential, credential) && time.GetElapsedTime(passed.At) <= lifetime;

    /// <summary>True for a token that has ended by the clock, so that a refusal says nothing about it.</summary>
    internal bool HasEnded(VendorCredential credential) => credential.ExpiresAt is { } end && end <= time.GetUtcNow();

    private async Task<ReplacedCredential?> RenewAsync(
        VendorHttp vendor, Entry entry, AccountRef account, VendorCredential old, bool isUsable, VendorAuthenticationHandler renewal, CancellationToken cancellationToken)
    {
        VendorHttpOptions options = vendor.Options;
        ICredentialStore store = Store(account);
        long started = time.GetTimestamp();
        RenewalClaim claim = await store.ClaimRenewalAsync(account, old.Version, options.RenewalTimeout * 2, cancellationToken).ConfigureAwait(false);
        while (claim.Lease is null && claim.Credential.Version == old.Version)
        {
            if (isUsable)
            {
                return null;
            }

            if (claim.Pause is { } pause)
            {
                throw Unavailable(vendor, account, "the last renewal failed just before", pause);
            }

            if (time.GetElapsedTime(started) > options.RenewalTimeout)
            {
                throw Unavailable(vendor, account, "another process has been renewing it for too long", options.RenewalTimeout);
            }

            await Task.Delay(s_poll, time, cancellationToken).ConfigureAwait(false);
            claim = await store.ClaimRenewalAsync(account, old.Version, options.RenewalTimeout * 2, cancellationToken).ConfigureAwait(false);
        }

        if (claim.Lease is not { } lease)
        {
            return Adopt(vendor, entry, account, claim.Credential);
        }

        // From here on nothing is cancelled from outside: tokens that the vendor has given must be stored.
        VendorCredential? renewed;
        try
        {
            renewed = await renewal.RenewedAsync(account, claim.Credential, CancellationToken.None).ConfigureAwait(false);
        }
        catch (IntegrationException e)
        {
            return await FailedAsync(vendor, entry, account, old, isUsable, lease, e).ConfigureAwait(false);
        }
        catch
        {
            await store.ReleaseRenewalAsync(account, lease, options.RenewalPause, CancellationToken.None).ConfigureAwait(false);
            throw;
        }

        if (renewed is null)
        {
            await store.ReleaseRenewalAsync(account, lease, TimeSpan.Zero, CancellationToken.None).ConfigureAwait(false);
            entry.Dead = new Verdict(old, time.GetTimestamp());
            return null;
        }

        VendorCredential next = Successor(old, renewed);
        if (!await SaveAsync(store, account, next, options.RenewalTimeout).ConfigureAwait(false))
        {
            return Adopt(vendor, entry, account, await store.GetAsync(account, CancellationToken.None).ConfigureAwait(false));
        }

        HttpLog.RenewalStored(vendor.Log, account.Vendor, account, next.Version);
        entry.Keep(next, time.GetTimestamp());
        entry.Renewed = next;
        return new ReplacedCredential(next, IsRenewed: true);
    }

    /// <summary>Stores what the vendor gave, and does not give up at once when the database is away: the old refresh token may be worth nothing any more.</summary>
    private async Task<bool> SaveAsync(ICredentialStore store, AccountRef account, VendorCredential next, TimeSpan limit)
    {
        long started = time.GetTimestamp();
        while (true)
        {
            try
            {
                return await store.SaveRenewedAsync(account, next, CancellationToken.None).ConfigureAwait(false);
            }
            catch (IntegrationUnavailableException) when (time.GetElapsedTime(started) < limit)
            {
                await Task.Delay(s_poll, time, CancellationToken.None).ConfigureAwait(false);
            }
        }
    }

    /// <summary>
    /// A renewal that the vendor refused, or did not answer. A refusal may also mean that a renewer whose lease had ended was first after all; what it stored is then right.
    /// </summary>
    private async Task<ReplacedCredential?> FailedAsync(
        VendorHttp vendor, Entry entry, AccountRef account, VendorCredential old, bool isUsable, Guid lease, IntegrationException error)
    {
        bool isRefused = error is IntegrationAuthenticationException;
        TimeSpan pause = isRefused ? TimeSpan.Zero : error.Context.RetryAfter ?? vendor.Options.RenewalPause;
        ICredentialStore store = Store(account);
        await store.ReleaseRenewalAsync(account, lease, pause, CancellationToken.None).ConfigureAwait(false);
        HttpLog.RenewalFailed(vendor.Log, account.Vendor, account, error.Context.VendorCode ?? error.Code, pause);
        if (isRefused)
        {
            VendorCredential stored = await store.GetAsync(account, CancellationToken.None).ConfigureAwait(false);
            if (stored.Version != old.Version)
            {
                return Adopt(vendor, entry, account, stored);
            }

            entry.Dead = new Verdict(old, time.GetTimestamp());
        }
        else if (isUsable)
        {
            return null;
        }

        throw error;
    }

    /// <summary>Takes what another process has renewed or connected.</summary>
    private ReplacedCredential Adopt(VendorHttp vendor, Entry entry, AccountRef account, VendorCredential stored)
    {
        HttpLog.RenewedElsewhere(vendor.Log, account.Vendor, account, stored.Version);
        entry.Keep(stored, time.GetTimestamp());
        entry.Renewed = stored;
        return new ReplacedCredential(stored, IsRenewed: true);
    }

    /// <summary>What is stored after a renewal: a part that the vendor did not give again stays as it was.</summary>
    private static VendorCredential Successor(VendorCredential old, VendorCredential renewed) => new()
    {
        ApiKey = renewed.ApiKey ?? old.ApiKey,
        ApiSecret = renewed.ApiSecret ?? old.ApiSecret,
        AccessToken = renewed.AccessToken ?? old.AccessToken,
        RefreshToken = renewed.RefreshToken ?? old.RefreshToken,
        ExpiresAt = renewed.ExpiresAt,
        Version = old.Version + 1,
    };

    private static IntegrationException Unavailable(VendorHttp vendor, AccountRef account, string why, TimeSpan wait) => VendorErrors.Make(
        VendorErrorKind.Unavailable,
        new ErrorContext { Vendor = vendor.Profile.Vendor, Account = account, Operation = "renew token", RetryAfter = wait },
        $"was not asked: the token has ended, and {why}",
        remedy: null,
        [],
        inner: null);

    private VendorCredential? Kept(Entry entry, TimeSpan lifetime) =>
        entry.Current is { } kept && time.GetElapsedTime(entry.ReadAt) <= lifetime && !IsDead(entry, kept, lifetime) ? kept : null;

    private bool IsDead(Entry entry, VendorCredential credential, TimeSpan lifetime) =>
        entry.Dead is { } dead && Same(dead.Credential, credential) && time.GetElapsedTime(dead.At) <= lifetime;

    private ICredentialStore Store(AccountRef account) => services.GetService<ICredentialStore>()
        ?? throw new IntegrationConfigurationException(
            $"No credential store is registered, so the credential of account {account} cannot be read. Register a persistence package or an {nameof(ICredentialStore)}.",
            new ErrorContext { Vendor = account.Vendor, Account = account, Operation = "read credential" });

    private async ValueTask<VendorCredential> ReadAsync(Entry entry, AccountRef account, CancellationToken cancellationToken)
    {
        VendorCredential credential = await Store(account).GetAsync(account, cancellationToken).ConfigureAwait(false);
        entry.Keep(credential, time.GetTimestamp());
        return credential;
    }

    private Entry Find(AccountRef account)
    {
        if (!_entries.TryGetValue(account, out Entry? entry))
        {
            Sweep();
            entry = _entries.GetOrAdd(account, static _ => new Entry());
        }

        entry.UsedAt = time.GetTimestamp();
        return entry;
    }

    private void Sweep()
    {
        if (_entries.Count < _sweepAt)
        {
            return;
        }

        foreach ((AccountRef account, Entry entry) in _entries)
        {
            if (time.GetElapsedTime(entry.UsedAt) > TimeSpan.FromMinutes(10))
            {
                _entries.TryRemove(new KeyValuePair<AccountRef, Entry>(account, entry));
            }
        }

        _sweepAt = Math.Max(SweepAbove, _entries.Count * 2);
    }

    private static bool Same(VendorCredential left, VendorCredential right) =>
        left.Version == right.Version
        && string.Equals(left.ApiKey, right.ApiKey, StringComparison.Ordinal)
        && string.Equals(left.ApiSecret, right.ApiSecret, StringComparison.Ordinal)
        && string.Equals(left.AccessToken, right.AccessToken, StringComparison.Ordinal);

    private sealed class Entry
    {
        private long _usedAt;

        /// <summary>One read or renewal at a time. Not disposed: it never makes a wait handle.</summary>
        public SemaphoreSlim Gate { get; } = new(1, 1);

        public VendorCredential? Current { get; private set; }

        public long ReadAt { get; private set; }

        /// <summary>The last that was renewed, here or by another process while this one waited.</summary>
        public VendorCredential? Renewed { get; set; }

        /// <summary>The last that the vendor refuses and that cannot be renewed.</summary>
        public Verdict? Dead { get; set; }

        /// <summary>The last that the vendor was asked about and takes.</summary>
        public Verdict? Passed { get; set; }

        public long UsedAt
        {
            get => Interlocked.Read(ref _usedAt);
            set => Interlocked.Exchange(ref _usedAt, value);
        }

        public void Keep(VendorCredential credential, long now)
        {
            ReadAt = now;
            Current = credential;
        }
    }

    private sealed record Verdict(VendorCredential Credential, long At);
}
