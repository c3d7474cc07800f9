using System.Globalization;
using Integrations.Abstractions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Integrations.Engine;

/// <summary>
/// Settles what a full read has not seen (invariant I7). Absence deletes only when the read agrees with the vendor's own count, the share is small, and the vendor, asked for
/// exactly these records by id, does not report them. Otherwise the rows stay and the reason is raised.
/// </summary>
internal sealed class SweepSettler(IRecordStore records, IReconciliationStore findings, RunReader reader, IOptions<EngineOptions> options, ILogger<SweepSettler> logger)
{
    private readonly EngineOptions _options = options.Value;

    /// <summary>Returns why deletions are held, or null.</summary>
    public async Task<string?> SettleAsync(RunContext run, CancellationToken cancellationToken)
    {
        SweepResult sweep = await records.ReadSweepAsync(run.Lease, cancellationToken).ConfigureAwait(false);
        if (sweep.Missing + sweep.Rejects == 0)
        {
            return null;
        }

        string? reason = await ReasonToHoldAsync(run, sweep, cancellationToken).ConfigureAwait(false);
        if (reason is null)
        {
            reason = await DeleteConfirmedAsync(run, cancellationToken).ConfigureAwait(false);
        }

        if (reason is not null && sweep.Missing > 0)
        {
            await findings.NoteExtraAsync(run.Lease, cancellationToken).ConfigureAwait(false);
            EngineLog.SweepHeld(logger, run.Stream, run.Claim.Account.Ref, reason);
            return reason;
        }

        return null;
    }

    private async Task<string?> ReasonToHoldAsync(RunContext run, SweepResult sweep, CancellationToken cancellationToken)
    {
        if (sweep.Missing > Math.Max(_options.SweepMinRows, _options.SweepMaxShare * sweep.Live))
        {
            return string.Create(
                CultureInfo.InvariantCulture,
                $"{sweep.Missing} of {sweep.Live} rows are absent at the vendor, more than {_options.SweepMaxShare:P0} and {_options.SweepMinRows} rows. Check the key's rights; if the records are really gone, release them with IReconciliation.ReleaseHeldAsync.");
        }

        VendorCount? count = await run.Source.CountAsync(run.Claim.Account, run.Tally, cancellationToken).ConfigureAwait(false);
        if (count is not null && count.Total - sweep.Seen > Math.Max(1, count.Total * _options.SweepCountTolerance))
        {
            return string.Create(
                CultureInfo.InvariantCulture,
                $"The read saw {sweep.Seen} records but the vendor counts {count.Total}: the read is not complete, so absence proves nothing. The next full read decides.");
        }

        return null;
    }

    private async Task<string?> DeleteConfirmedAsync(RunContext run, CancellationToken cancellationToken)
    {
        IReadOnlyList<VendorId> before = [];
        while (true)
        {
            IReadOnlyList<VendorId> ids = await records.ReadMissingAsync(run.Lease, run.Source.IdsPerRead, cancellationToken).ConfigureAwait(false);
            if (ids.Count == 0)
            {
                return null;
            }

            if (ids.SequenceEqual(before))
            {
                return string.Create(
                    CultureInfo.InvariantCulture,
                    $"{ids.Count} records neither came back when asked by id nor were reported absent. They stay; see lambda_failed_records of this stream.");
            }

            before = ids;
            MappedRecord[] mapped = await reader.ReadAsync(run, ids, cancellationToken).ConfigureAwait(false);
            await reader.WriteAsync(run, mapped, "sweep", cancellationToken).ConfigureAwait(false);
        }
    }
}
