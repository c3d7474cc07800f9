using Integrations.Abstractions;

namespace Integrations.Engine;

/// <summary>The reading half of a run: pages from the source, mapped, into a bounded window, while the other half writes. No database connection is held here (invariant I2).</summary>
internal static class PageReader
{
    public static async Task RunAsync(ISyncSource source, SyncRequest request, PageWindow window, IReadClock clock, CancellationToken cancellationToken)
    {
        try
        {
            RequestTally tally = request.Tally!;
            RequestCounts charged = RequestCounts.Zero;
            DateTimeOffset askedAt = await clock.GetTimeAsync(cancellationToken).ConfigureAwait(false);
            await foreach (SyncPage page in source.ReadPages(request, cancellationToken).ConfigureAwait(false))
            {
                MappedRecord[] records = RecordMapping.Map(source, page.Records, request.Account, askedAt);
                var total = new RequestCounts(charged.Pages + 1, tally.Requests, tally.Throttled, tally.BytesRead);
                var cost = new RequestCounts(1, total.Requests - charged.Requests, total.Throttled - charged.Throttled, total.BytesRead - charged.BytesRead);
                charged = total;

                // The models of its records have done their work; a page that waits holds rows and bytes alone.
                await window.AddAsync(new MappedPage(records, page with { Records = [] }, cost), cancellationToken).ConfigureAwait(false);
                askedAt = await clock.GetTimeAsync(cancellationToken).ConfigureAwait(false);
            }

            window.Complete();
        }
        catch (Exception e)
        {
            // The writer half sees the failure when it has stored all pages before it: nothing that was read is thrown away.
            window.Complete(e);
        }
    }
}
