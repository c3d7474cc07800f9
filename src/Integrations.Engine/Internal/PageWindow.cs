using System.Threading.Channels;

namespace Integrations.Engine;

/// <summary>
/// Pages between the two halves of a run: those that wait, and those that are being committed. Bounded by their number, by their rows and by the bytes that they were read from, so that a run over
/// large pages or large records takes no more memory than one over small ones (invariant I18). For one reader and one writer.
/// </summary>
internal sealed class PageWindow(int maxPages, long maxRows, long maxBytes) : IDisposable
{
    private readonly Channel<MappedPage> _pages = Channel.CreateBounded<MappedPage>(new BoundedChannelOptions(maxPages) { SingleReader = true, SingleWriter = true });
    private readonly SemaphoreSlim _freed = new(0, 1);
    private long _rows;
    private long _bytes;

    /// <summary>Hands a page over, and returns when there is room for another one. A single page has room whatever its size.</summary>
    public async Task AddAsync(MappedPage page, CancellationToken cancellationToken)
    {
        Interlocked.Add(ref _rows, page.Records.Count);
        Interlocked.Add(ref _bytes, page.Cost.BytesRead);
        await _pages.Writer.WriteAsync(page, cancellationToken).ConfigureAwait(false);
        while (Interlocked.Read(ref _rows) >= maxRows || Interlocked.Read(ref _bytes) >= maxBytes)
        {
            await _freed.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>No more pages come.</summary>
    /// <param name="error">Why. Null when all were read.</param>
    public void Complete(Exception? error = null) => _pages.Writer.TryComplete(error);

    /// <summary>Waits for pages and takes those that are to be committed together. Empty when none comes any more.</summary>
    public async Task<IReadOnlyList<MappedPage>> TakeAsync(int maxRows, CancellationToken cancellationToken)
    {
        List<MappedPage> taken = [];
        if (await _pages.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
        {
            int rows = 0;
            while (rows < maxRows && _pages.Reader.TryRead(out MappedPage? page))
            {
                taken.Add(page);
                rows += page.Records.Count;
            }
        }

        return taken;
    }

    /// <summary>Gives room back when pages are committed.</summary>
    public void Free(IReadOnlyList<MappedPage> pages)
    {
        Interlocked.Add(ref _rows, -pages.Sum(static p => (long)p.Records.Count));
        Interlocked.Add(ref _bytes, -pages.Sum(static p => p.Cost.BytesRead));
        if (_freed.CurrentCount == 0)
        {
            _freed.Release();
        }
    }

    public void Dispose() => _freed.Dispose();
}
