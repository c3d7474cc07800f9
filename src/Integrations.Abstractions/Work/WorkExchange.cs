namespace Integrations.Abstractions;

/// <summary>What an exchange with the queue gave.</summary>
/// <param name="Items">Items to work on.</param>
/// <param name="Lost">Results that changed nothing, because their lease was lost.</param>
/// <param name="NextAt">When there is something to claim again: a retry is due, or another worker's lease ends. Null when nothing waits, or when as much was claimed as was asked for.</param>
public sealed record WorkExchange(IReadOnlyList<WorkItem> Items, IReadOnlyList<WorkItem> Lost, DateTimeOffset? NextAt);
