namespace Integrations.Abstractions;

/// <summary>What a worker asks the queue for.</summary>
/// <param name="Owner">Name of the worker.</param>
/// <param name="Limit">At most so many items.</param>
/// <param name="LeaseDuration">How long the leases last without a heartbeat.</param>
/// <param name="MaxPerAccount">Items of one account held at a time, over all processes.</param>
/// <param name="Priorities">Priorities in the order in which they are served.</param>
/// <param name="After">The account that was served last; its successor is next. Null begins anywhere.</param>
public sealed record WorkClaim(string Owner, int Limit, TimeSpan LeaseDuration, int MaxPerAccount, IReadOnlyList<WorkPriority> Priorities, AccountRef? After);
