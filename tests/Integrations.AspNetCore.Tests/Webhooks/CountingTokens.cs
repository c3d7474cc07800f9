using Integrations.Abstractions;

namespace Integrations.AspNetCore.Tests;

/// <summary>The real store, with its look-ups counted.</summary>
internal sealed class CountingTokens(IWebhookTokenStore store) : IWebhookTokenStore
{
    private int _finds;

    public int Finds => _finds;

    public Task<WebhookToken?> FindAsync(string vendor, ReadOnlyMemory<byte> hash, CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref _finds);
        return store.FindAsync(vendor, hash, cancellationToken);
    }

    public Task<string> GetAsync(AccountRef account, CancellationToken cancellationToken = default) => store.GetAsync(account, cancellationToken);

    public Task<string> RotateAsync(AccountRef account, TimeSpan overlap, CancellationToken cancellationToken = default) => store.RotateAsync(account, overlap, cancellationToken);

    public Task<IReadOnlyList<WebhookToken>> ListAsync(AccountRef account, CancellationToken cancellationToken = default) => store.ListAsync(account, cancellationToken);
}
