namespace Integrations.Abstractions;

/// <summary>What a worker asks for.</summary>
/// <param name="Owner">Who asks: host, process and worker.</param>
/// <param name="Limit">At most so many claims.</param>
/// <param name="LeaseDuration">How long a lease lasts without a heartbeat.</param>
/// <param name="MaxPerAccount">At most so many streams of one account at a time, over all workers (invariant I13).</param>
public sealed record ClaimRequest(string Owner, int Limit, TimeSpan LeaseDuration, int MaxPerAccount);
