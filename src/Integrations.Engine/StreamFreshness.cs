using Integrations.Abstractions;

namespace Integrations.Engine;

/// <summary>How fresh one stream of one account is.</summary>
/// <param name="Stream">The stream.</param>
/// <param name="LastSuccess">Last success. Null before the first.</param>
/// <param name="Age">Age of the last success. Null before the first.</param>
/// <param name="Threshold">Age beyond which the stream is late.</param>
/// <param name="IsLate">True when there was no success yet, or it is older than the threshold.</param>
/// <param name="Status">Stored status of the stream.</param>
/// <param name="Reason">What a person should know: the last failure, a held sweep. Null when there is nothing to say.</param>
public sealed record StreamFreshness(StreamName Stream, DateTimeOffset? LastSuccess, TimeSpan? Age, TimeSpan Threshold, bool IsLate, string Status, string? Reason);
