namespace Integrations.Abstractions;

/// <summary>Asks for the right to write single records of some streams.</summary>
/// <param name="Owner">Who asks: host, process and worker.</param>
/// <param name="Streams">The streams.</param>
/// <param name="LeaseDuration">How long a lease lasts without a heartbeat.</param>
/// <param name="Purpose">Why, in one word for logs and history: <c>webhook</c>, <c>repair</c>, <c>replay</c>.</param>
public sealed record LiveRequest(string Owner, IReadOnlyList<AccountStream> Streams, TimeSpan LeaseDuration, string Purpose);
