using System.Collections.Concurrent;
using System.Security.Cryptography;
using Integrations.Abstractions;
using Microsoft.Extensions.Options;

namespace Integrations.AspNetCore;

/// <summary>
/// Remembers right tokens for a short while, so that a flood is not a flood of look-ups. One look-up of a token serves all requests that came meanwhile. Wrong tokens are not remembered: they
/// are bounded by the limit of their sender.
/// </summary>
internal sealed class WebhookTokenCache(IWebhookTokenStore tokens, IOptions<WebhookEndpointOptions> options, TimeProvider time) : IWebhookTokenCache
{
    private readonly ConcurrentDictionary<(string Vendor, string Hash), Entry> _entries = new();
    private readonly WebhookEndpointOptions _options = options.Value;

    /// <summary>True for a token that was right when it was last looked up, however long ago.</summary>
    public bool IsKnown(string vendor, string token) => _entries.ContainsKey(Key(vendor, token, out _));

    /// <summary>The token, unless there is none or it has retired.</summary>
    public async ValueTask<WebhookToken?> FindAsync(string vendor, string token)
    {
        (string, string) key = Key(vendor, token, out byte[] hash);
        Entry entry = Fresh(key, vendor, hash);
        WebhookToken? found;
        try
        {
            found = await entry.Found.Value.ConfigureAwait(false);
        }
        catch
        {
            _entries.TryRemove(KeyValuePair.Create(key, entry));
            throw;
        }

        if (found is null)
        {
            _entries.TryRemove(KeyValuePair.Create(key, entry));
            return null;
        }

        entry.Account = found.Account;
        return CryptographicOperations.FixedTimeEquals(found.Hash.Span, hash) && (found.RetiresAt is not { } end || time.GetUtcNow() < end) ? found : null;
    }

    public void Forget(AccountRef account)
    {
        foreach (KeyValuePair<(string, string), Entry> entry in _entries)
        {
            if (entry.Value.Account == account)
            {
                _entries.TryRemove(entry);
            }
        }
    }

    private static (string Vendor, string Hash) Key(string vendor, string token, out byte[] hash)
    {
        hash = WebhookTokens.Hash(token);
        return (vendor, Convert.ToHexString(hash));
    }

    private Entry Fresh((string, string) key, string vendor, byte[] hash)
    {
        while (true)
        {
            if (_entries.TryGetValue(key, out Entry? there))
            {
                if (time.GetElapsedTime(there.Since) < _options.TokenCacheDuration || !there.Found.Value.IsCompleted)
                {
                    return there;
                }

                Entry anew = Make(vendor, hash);
                if (_entries.TryUpdate(key, anew, there))
                {
                    return anew;
                }

                continue;
            }

            MakeRoom();
            Entry made = Make(vendor, hash);
            if (_entries.TryAdd(key, made))
            {
                return made;
            }
        }
    }

    private Entry Make(string vendor, byte[] hash) => new(time.GetTimestamp(), new Lazy<Task<WebhookToken?>>(() => tokens.FindAsync(vendor, hash)));

    /// <summary>A full cache drops what is old and, if nothing is, everything: each is looked up again.</summary>
    private void MakeRoom()
    {
        if (_entries.Count < _options.TokenCacheSize)
        {
            return;
        }

        foreach (KeyValuePair<(string, string), Entry> entry in _entries)
        {
            if (time.GetElapsedTime(entry.Value.Since) >= _options.TokenCacheDuration)
            {
                _entries.TryRemove(entry);
            }
        }

        if (_entries.Count >= _options.TokenCacheSize)
        {
            _entries.Clear();
        }
    }

    private sealed class Entry(long since, Lazy<Task<WebhookToken?>> found)
    {
        public long Since { get; } = since;

        public Lazy<Task<WebhookToken?>> Found { get; } = found;

        /// <summary>Whose token it is. Null until that is known.</summary>
        public AccountRef? Account { get; set; }
    }
}
