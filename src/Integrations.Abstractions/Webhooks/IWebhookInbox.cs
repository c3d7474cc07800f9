namespace Integrations.Abstractions;

/// <summary>Looks into the webhook inbox and has deliveries read once more.</summary>
public interface IWebhookInbox
{
    /// <summary>Number of deliveries by status. A status that none has is left out.</summary>
    Task<IReadOnlyDictionary<InboxStatus, long>> CountAsync(InboxFilter? filter = null, CancellationToken cancellationToken = default);

    /// <summary>Deliveries, newest first.</summary>
    Task<IReadOnlyList<InboxItem>> ListAsync(InboxFilter? filter = null, int limit = 100, CancellationToken cancellationToken = default);

    /// <summary>
    /// Makes deliveries pending again, whatever became of them: their records are read again as if they had just arrived. Harmless to repeat. One that names nothing to read is left alone.
    /// </summary>
    /// <returns>Number of deliveries that wait again.</returns>
    Task<long> ReplayAsync(InboxFilter filter, CancellationToken cancellationToken = default);
}
