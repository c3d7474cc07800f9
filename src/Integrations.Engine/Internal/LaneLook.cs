namespace Integrations.Engine;

/// <summary>What a look for work found.</summary>
/// <param name="Claims">What was claimed; the lane runs it.</param>
/// <param name="NextAt">When there is something to claim again, as far as the look could see. Null when it could not.</param>
internal sealed record LaneLook<TClaim>(IReadOnlyList<TClaim> Claims, DateTimeOffset? NextAt = null);
