namespace Integrations.Rezen;

/// <summary>What became of one question of a probe.</summary>
public enum RezenProbeOutcome
{
    /// <summary>It was answered with JSON.</summary>
    Answered,

    /// <summary>It was answered with success, but not with JSON.</summary>
    Unreadable,

    /// <summary>No service or path is set, so nothing was asked.</summary>
    NotConfigured,

    /// <summary>It was not asked, because an earlier answer did not give the identifier that it needs.</summary>
    NotAsked,

    /// <summary>The key is refused, or has no right on it: 401 or 403.</summary>
    Refused,

    /// <summary>There is no such path, or no record: 404.</summary>
    NotFound,

    /// <summary>The host was not reached, or its service is away: no answer, 429, or 5xx.</summary>
    Unavailable,

    /// <summary>It was answered with another error.</summary>
    Failed,
}
