using Integrations.Abstractions;

namespace Integrations.Http;

/// <summary>A permit.</summary>
/// <param name="States">What was known of its scopes at the grant.</param>
/// <param name="Waited">How long it took to get it.</param>
/// <param name="Asked">When the store was asked for it: it counts from then at the earliest.</param>
/// <param name="Given">When the store had given it: it counts from then at the latest.</param>
internal sealed record RateGrant(IReadOnlyList<RateScopeState> States, TimeSpan Waited, TimeSpan Asked, TimeSpan Given);
