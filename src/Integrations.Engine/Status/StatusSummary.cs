using Integrations.Abstractions;

namespace Integrations.Engine;

/// <summary>Everything in numbers.</summary>
/// <param name="TakenAt">When it was read.</param>
/// <param name="Totals">The numbers.</param>
public sealed record StatusSummary(DateTimeOffset TakenAt, StatusTotals Totals)
{
    /// <summary>Streams of active accounts.</summary>
    public long Streams => Totals.Streams.Sum(static s => s.Accounts);

    /// <summary>Those of them that are late.</summary>
    public long LateStreams => Totals.Streams.Sum(static s => s.Late);

    /// <summary>Accounts that are neither active nor switched off by the host: nobody reads them though somebody should.</summary>
    public long StoppedAccounts => Totals.Vendors.Sum(static v => v.Accounts.Where(static a => a.Key is not (AccountStatus.Active or AccountStatus.Disabled)).Sum(static a => a.Value));
}
