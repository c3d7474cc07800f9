namespace Integrations.Abstractions;

/// <summary>One stream over all accounts.</summary>
public sealed record StreamTotals
{
    /// <summary>The stream.</summary>
    public required StreamName Stream { get; init; }

    /// <summary>Active accounts that have it.</summary>
    public long Accounts { get; init; }

    /// <summary>Those of them that are late.</summary>
    public long Late { get; init; }

    /// <summary>Those of them whose deletions are held back.</summary>
    public long Held { get; init; }

    /// <summary>Oldest last success; of a stream that was never read, when it was added. Null when no active account has it.</summary>
    public DateTimeOffset? OldestSuccessAt { get; init; }

    /// <summary>Open job steps.</summary>
    public Backlog Steps { get; init; }

    /// <summary>Webhooks that wait to be processed.</summary>
    public Backlog Inbox { get; init; }

    /// <summary>Rejected records that nothing has settled yet.</summary>
    public Backlog Rejects { get; init; }
}
