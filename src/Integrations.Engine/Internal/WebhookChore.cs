using Integrations.Abstractions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Integrations.Engine;

/// <summary>Looks after webhooks: compares the accounts that are due, and raises an alarm for streams whose changes none announces.</summary>
internal sealed class WebhookChore(
    WebhookManager manager, IWebhookSubscriptionStore store, IAlertStore alerts, IOptions<WebhookOptions> options, ILogger<WebhookChore> logger) : IPeriodicChore
{
    public const string SilenceRule = "webhooks-silent";

    private const int AccountsPerLook = 100;

    public string Name => "webhooks";

    /// <summary>Accounts have a schedule of their own; this is how soon after it they are looked at.</summary>
    public TimeSpan Interval => TimeSpan.FromMinutes(1);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (string vendor in manager.Vendors)
        {
            await CheckDueAsync(vendor, cancellationToken).ConfigureAwait(false);
        }

        await WatchSilenceAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task CheckDueAsync(string vendor, CancellationToken cancellationToken)
    {
        HashSet<AccountRef> done = [];
        while (true)
        {
            IReadOnlyList<AccountRef> due = await store.ListDueAsync(vendor, AccountsPerLook, cancellationToken).ConfigureAwait(false);
            AccountRef[] fresh = [.. due.Where(done.Add)];
            foreach (AccountRef account in fresh)
            {
                await CheckOneAsync(account, cancellationToken).ConfigureAwait(false);
            }

            if (fresh.Length < AccountsPerLook)
            {
                return;
            }
        }
    }

    /// <summary>One account's trouble is not another's (invariant I15).</summary>
    private async Task CheckOneAsync(AccountRef account, CancellationToken cancellationToken)
    {
        try
        {
            await manager.CheckAsync(account, cancellationToken).ConfigureAwait(false);
        }
        catch (IntegrationException e) when (e is not IntegrationUnavailableException && e.Context.Account is not null)
        {
            EngineLog.WebhookCheckFailed(logger, account, e.Message);
        }
    }

    private async Task WatchSilenceAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<SilentStream> silent = await store.ListSilentAsync(options.Value.SilenceAfter, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<IntegrationAlert> opened = await alerts.SetAsync(SilenceRule, [.. silent.Where(s => manager.AnnouncesAll(s.Stream)).Select(Alert)], cancellationToken).ConfigureAwait(false);
        foreach (IntegrationAlert alert in opened)
        {
            EngineLog.AlertOpened(logger, alert.Rule, alert.Account, alert.Stream, alert.What);
        }
    }

    private static IntegrationAlert Alert(SilentStream silent) => new()
    {
        Rule = SilenceRule,
        Account = silent.Account,
        Stream = silent.Stream,
        Since = silent.Since,
        What = FormattableString.Invariant(
            $"Polls found {silent.Changes} changes of {silent.Stream} that no webhook announced; the last webhook of the stream came {(silent.LastWebhookAt is { } last ? $"at {last:u}" : "never")}."),
        Remedy = "Check that the vendor can reach WebhookOptions.PublicAddress and what the endpoint answers (metric integrations.webhooks.received), and that webhooks_registered shows the "
            + "stream's events as registered. Until then the mirror follows by deltas.",
    };
}
