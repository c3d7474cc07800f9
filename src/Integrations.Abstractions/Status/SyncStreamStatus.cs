namespace Integrations.Abstractions;

/// <summary>What a stream of an account is doing, as <c>sync_state.status</c> holds it.</summary>
public enum SyncStreamStatus
{
    /// <summary>Waits for its next run (IDLE).</summary>
    Idle,

    /// <summary>A run is under way, or its worker has died and nobody has taken it over yet (SYNCING).</summary>
    Running,

    /// <summary>The last run failed (ERROR).</summary>
    Failed,

    /// <summary>Taken out of the schedule by an operator (PAUSED).</summary>
    Paused,

    /// <summary>Waits for the account's credential (REAUTH_REQUIRED).</summary>
    ReauthRequired,

    /// <summary>Waits as long as the vendor asked (RATE_LIMITED).</summary>
    RateLimited,
}
