using System.Globalization;
using Integrations.Abstractions;
using Microsoft.Extensions.DependencyInjection;

namespace SyncHost.Demo;

/// <summary>Compares what the vendors say with what is in the database.</summary>
internal sealed class DemoCheck(IServiceProvider services)
{
    private readonly ILookup<string, ISyncSource> _sources = services.GetServices<ISyncSource>().ToLookup(static s => s.Descriptor.Name.Vendor, StringComparer.Ordinal);
    private readonly IRecordStore _records = services.GetRequiredService<IRecordStore>();
    private readonly ISyncStateStore _states = services.GetRequiredService<ISyncStateStore>();
    private readonly IQuarantine _quarantine = services.GetRequiredService<IQuarantine>();

    /// <summary>The streams of a vendor.</summary>
    public IEnumerable<ISyncSource> Sources(string vendor) => _sources[vendor];

    /// <summary>Counts of every stream that is set up: the vendor's own where it has one, else the number of keys that it lists.</summary>
    public async Task<IReadOnlyList<StreamCount>> CountAsync(AccountInfo account, CancellationToken cancellationToken)
    {
        List<StreamCount> counts = [];
        foreach (ISyncSource source in Sources(account.Ref.Vendor).Where(static s => s.NotConfigured is null))
        {
            StreamName stream = source.Descriptor.Name;
            long vendor = (await source.CountAsync(account, cancellationToken: cancellationToken))?.Total ?? await KeysAsync(source, account, cancellationToken);
            counts.Add(new StreamCount(stream, vendor, await _records.CountAsync(account.Ref, stream, cancellationToken)));
        }

        return counts;
    }

    /// <summary>What is not at rest: streams that failed or wait, deletions that are held.</summary>
    public async Task<IEnumerable<string>> UnsettledAsync(AccountInfo account, CancellationToken cancellationToken) =>
        (await _states.ListAsync(account.Ref, cancellationToken))
            .Where(static s => s.Status != "IDLE" || s.ModeUnderWay is not null || s.HeldSweepReason is not null)
            .Select(s => $"{account.Ref} {s.Stream}: {s.Status} {s.ErrorMessage}{s.HeldSweepReason}");

    /// <summary>Records that were kept aside: the simulated vendors send none that cannot be stored.</summary>
    public async Task<IEnumerable<string>> RejectedAsync(AccountInfo account, CancellationToken cancellationToken) =>
        (await _quarantine.SummarizeAsync(account.Ref, cancellationToken)).Select(static r => $"{r.Account} {r.Stream}: {r.Count} records are kept aside ({r.Code}).");

    /// <summary>Steps that did not read their stream: given up, or passed over for another reason than that the stream is not set up.</summary>
    public IEnumerable<string> Incomplete(SyncJobStatus job) => job.Steps
        .Where(s => s.State != SyncJobState.Completed || s.Outcome is SyncOutcome.Skipped or SyncOutcome.Cancelled
            || (s.Outcome == SyncOutcome.NotConfigured) != Sources(job.Account.Vendor).Single(source => source.Descriptor.Name == s.Stream).NotConfigured is not null)
        .Select(s => string.Create(CultureInfo.InvariantCulture, $"{job.Account} {s.Stream}: a step of {job.Id} is {s.State} {s.Outcome}. {s.ErrorMessage}"));

    private static async Task<long> KeysAsync(ISyncSource source, AccountInfo account, CancellationToken cancellationToken)
    {
        long keys = 0;
        await foreach (KeyPage page in source.ReadKeys(account, cancellationToken: cancellationToken))
        {
            keys += page.Keys.Count;
        }

        return keys;
    }
}

/// <summary>Both counts of one stream.</summary>
internal sealed record StreamCount(StreamName Stream, long Vendor, long Mirror);
