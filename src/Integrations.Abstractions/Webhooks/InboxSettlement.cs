namespace Integrations.Abstractions;

/// <summary>What became of one delivery.</summary>
/// <param name="Item">The delivery as it was read.</param>
/// <param name="Status">Its new status.</param>
/// <param name="NextAttemptAt">When to look at it again. Null for one that is settled.</param>
/// <param name="IsAttempt">True when the attempt failed and counts.</param>
/// <param name="Code">Reason class for one that is dead. Null otherwise.</param>
/// <param name="Note">Why it waits or how it ended, without customer data. Null when there is nothing to say.</param>
public sealed record InboxSettlement(InboxItem Item, InboxStatus Status, DateTimeOffset? NextAttemptAt = null, bool IsAttempt = false, string? Code = null, string? Note = null);
