using Integrations.Abstractions;

namespace Integrations.Engine;

/// <summary>What a vendor's answer means for the webhooks that caused the question. Pure.</summary>
internal static class InboxPolicy
{
    /// <summary>
    /// The records to store. A record that cannot be found is deleted only where a webhook says that it was: a new one is not visible at once everywhere.
    /// </summary>
    public static IReadOnlyList<MappedRecord> Storable(InboxChunk chunk, IReadOnlyList<MappedRecord> records)
    {
        HashSet<VendorId> deleted = [.. chunk.Items.Where(static i => i.IsDelete).SelectMany(static i => i.Ids)];
        return [.. records.Where(r => r.Operation != SyncOperation.Delete || r.Problem is not null || (r.Id is { } id && deleted.Contains(id)))];
    }

    /// <summary>What becomes of the webhooks whose records were read.</summary>
    public static List<InboxSettlement> Settle(InboxChunk chunk, IReadOnlyList<MappedRecord> records, InboxOptions options, DateTimeOffset now)
    {
        Dictionary<VendorId, MappedRecord> answers = new(records.Count);
        foreach (MappedRecord record in records)
        {
            if (record.Id is { } id)
            {
                answers[id] = record;
            }
        }

        List<InboxSettlement> settlements = new(chunk.Items.Count);
        foreach (InboxItem item in chunk.Items)
        {
            string? note = item.Ids.Select(id => Lag(item, answers.GetValueOrDefault(id), options)).FirstOrDefault(static n => n is not null);
            TimeSpan age = now - item.ReceivedAt;
            settlements.Add(note is not null && age < options.VisibilityWindow
                ? new InboxSettlement(item, InboxStatus.Pending, now + (age > options.VisibilityDelay ? age : options.VisibilityDelay), Note: note)
                : new InboxSettlement(item, InboxStatus.Processed, Note: note));
        }

        return settlements;
    }

    /// <summary>What becomes of webhooks whose records could not be read.</summary>
    public static List<InboxSettlement> Fail(IEnumerable<InboxItem> items, RunFailure failure, EngineOptions engine, InboxOptions options, DateTimeOffset now) =>
    [
        .. items.Select(i => i.Attempts + 1 >= options.MaxAttempts
            ? new InboxSettlement(i, InboxStatus.Dead, IsAttempt: true, Code: failure.Code, Note: failure.Message)
            : new InboxSettlement(i, InboxStatus.Failed, now + FailurePolicy.Backoff(i.Attempts + 1, engine), IsAttempt: true, Code: failure.Code, Note: failure.Message)),
    ];

    /// <summary>What becomes of webhooks that were not come to. No attempt is lost.</summary>
    public static List<InboxSettlement> Wait(IEnumerable<InboxItem> items, RunFailure failure) =>
        [.. items.Select(i => new InboxSettlement(i, i.Status, failure.RetryAt, Note: failure.Message))];

    /// <summary>Why the vendor does not show a record as the webhook announced it. Null when it does.</summary>
    private static string? Lag(InboxItem item, MappedRecord? answer, InboxOptions options)
    {
        if (answer?.Problem is not null)
        {
            return null;
        }

        bool isFound = answer is { Operation: SyncOperation.Upsert };
        if (item.IsDelete)
        {
            return isFound ? "The vendor still has a record that it said was deleted." : null;
        }

        return !isFound
            ? "The vendor does not show a record yet."
            : answer!.VendorUpdatedAt is { } stamp && item.EventCreatedAt is { } said && stamp < said - options.StampTolerance
                ? "The vendor's record is older than the webhook."
                : null;
    }
}
