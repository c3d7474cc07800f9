using Integrations.Abstractions;
using Microsoft.Extensions.Options;

namespace Integrations.Engine;

/// <summary>Removes processed webhooks that nobody will replay any more.</summary>
internal sealed class InboxRetention(IInboxStore inbox, IOptions<InboxOptions> options, TimeProvider time) : IPeriodicChore
{
    private const int RowsPerStatement = 5_000;

    public string Name => "webhook-retention";

    public TimeSpan Interval => TimeSpan.FromHours(1);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset before = time.GetUtcNow() - options.Value.Retention;
        while (await inbox.RemoveAsync(before, RowsPerStatement, cancellationToken).ConfigureAwait(false) == RowsPerStatement)
        {
        }
    }
}
