using Integrations.Abstractions;

namespace Integrations.Http;

/// <summary>A permit, with what was known of its scopes at the grant and how long it took to get it.</summary>
internal sealed record RateGrant(IReadOnlyList<RateScopeState> States, TimeSpan Waited);
