using System.Collections.Concurrent;
using Integrations.Abstractions;
using Microsoft.Extensions.DependencyInjection;

namespace Integrations.Http;

/// <summary>
/// Keeps decrypted credentials in memory for a short time, so that a request costs no database read, and lets at most one renewal run for each account.
/// </summary>
/// <param name="services">Gives the <see cref="ICredentialStore"/> of the host.</param>
/// <param name="time">Clock.</param>
public sealed class CredentialCache(IServiceProvider services, TimeProvider time)
{
    private const int SweepAbove = 1024;
    private readonly ConcurrentDictionary<AccountRef, Entry> _entries = new();
    private int _sweepAt = SweepAbove;

    /// <summary>Forgets what is kept of an account, after its credential was changed or removed.</summary>
    public void Forget(AccountRef account) => _entries.TryRemove(account, out _);

    /// <summary>The credential of an account, from memory or from the store.</summary>
    internal async ValueTask<VendorCredential> GetAsync(AccountRef account, TimeSpan lifetime, CancellationToken cancellationToken)
    {
        Entry entry = Find(account);
        if (entry.Current is { } kept && time.GetElapsedTime(entry.ReadAt) <= lifetime)
        {
            return kept;
        }

        await entry.Gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return entry.Current is { } read && time.GetElapsedTime(entry.ReadAt) <= lifetime ? read : await ReadAsync(entry, account, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            entry.Gate.Release();
        }
    }

    /// <summary>
    /// A credential newer than the one the vendor refused: read anew if another has stored one, else renewed. Null when there is none; who asks again with the same refused one
    /// within <paramref name="lifetime"/> gets null at once, so that a dead credential causes no storm.
    /// </summary>
    internal async ValueTask<VendorCredential?> ReplaceAsync(
        AccountRef account,
        VendorCredential refused,
        TimeSpan lifetime,
        Func<AccountRef, VendorCredential, CancellationToken, ValueTask<VendorCredential?>> renew,
        CancellationToken cancellationToken)
    {
        Entry entry = Find(account);
        await entry.Gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (entry.Current is { } current && !Same(current, refused))
            {
                return current;
            }

            if (entry.Dead is { } dead && Same(dead, refused) && time.GetElapsedTime(entry.DeadAt) <= lifetime)
            {
                return null;
            }

            VendorCredential stored = await ReadAsync(entry, account, cancellationToken).ConfigureAwait(false);
            if (!Same(stored, refused))
            {
                return stored;
            }

            if (await renew(account, stored, cancellationToken).ConfigureAwait(false) is { } renewed && !Same(renewed, refused))
            {
                entry.Keep(renewed, time.GetTimestamp());
                return renewed;
            }

            entry.Bury(refused, time.GetTimestamp());
            return null;
        }
        finally
        {
            entry.Gate.Release();
        }
    }

    private async ValueTask<VendorCredential> ReadAsync(Entry entry, AccountRef account, CancellationToken cancellationToken)
    {
        ICredentialStore store = services.GetService<ICredentialStore>()
            ?? throw new IntegrationConfigurationException(
                $"No credential store is registered, so the credential of account {account} cannot be read. Register a persistence package or an {nameof(ICredentialStore)}.",
                new ErrorContext { Vendor = account.Vendor, Account = account, Operation = "read credential" });
        VendorCredential credential = await store.GetAsync(account, cancellationToken).ConfigureAwait(false);
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

        public VendorCredential? Dead { get; private set; }

        public long DeadAt { get; private set; }

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

        public void Bury(VendorCredential credential, long now)
        {
            DeadAt = now;
            Dead = credential;
        }
    }
}
