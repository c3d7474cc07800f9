using System.Runtime.CompilerServices;
using Integrations.Abstractions;

namespace Integrations.Benchmarks;

/// <summary>The pages that a real source read once, given again and again: what is measured is the engine, not the vendor. Records are mapped anew in each run.</summary>
internal sealed class MemorySource : ISyncSource
{
    private readonly IReadOnlyList<SyncPage> _pages;

    private MemorySource(ISyncSource source, IReadOnlyList<SyncPage> pages)
    {
        Descriptor = source.Descriptor;
        Mapper = source.Mapper;
        _pages = pages;
    }

    public SyncStreamDescriptor Descriptor { get; }

    public IRowMapper Mapper { get; }

    public IReadOnlyList<SyncPage> Pages => _pages;

    public int Records => _pages.Sum(static p => p.Records.Count);

    public long Bytes => _pages.Sum(static p => p.Records.Sum(static r => (long)r.Raw.Length));

    public static async Task<MemorySource> ReadAsync(ISyncSource source, AccountInfo account, CancellationToken cancellationToken)
    {
        List<SyncPage> pages = [];
        await foreach (SyncPage page in source.ReadPages(new SyncRequest { Account = account, Mode = SyncMode.Full, Tally = new RequestTally() }, cancellationToken))
        {
            pages.Add(page);
        }

        return new MemorySource(source, pages);
    }

    public async IAsyncEnumerable<SyncPage> ReadPages(SyncRequest request, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (SyncPage page in _pages)
        {
            cancellationToken.ThrowIfCancellationRequested();

            // As a real page does: the reader goes on elsewhere, and does not map everything before the writer has begun.
            await Task.Yield();
            yield return page;
        }
    }

    public Task<IReadOnlyList<SyncRecord>> ReadByIdsAsync(AccountInfo account, IReadOnlyList<VendorId> ids, RequestTally? tally = null, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("Pages from memory are not read by id.");

    public Task<VendorCount?> CountAsync(AccountInfo account, RequestTally? tally = null, CancellationToken cancellationToken = default) => Task.FromResult<VendorCount?>(null);

    public IAsyncEnumerable<KeyPage> ReadKeys(AccountInfo account, SyncCursor? cursor = null, RequestTally? tally = null, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("Pages from memory have no key sweep.");
}
