namespace Integrations.Testing;

/// <summary>Where a <see cref="CrashSeries"/> strikes. Points are seen from outside, on the wire between the worker and its servers; the product has no hooks for them.</summary>
public enum CrashPoint
{
    /// <summary>The worker is killed when it has received a vendor's answer and not yet stored it.</summary>
    AfterFetch,

    /// <summary>The worker is killed when it has sent <c>COMMIT</c>; the server never gets it.</summary>
    BeforeCommit,

    /// <summary>The server has committed; the worker is killed before it learns of it.</summary>
    AfterCommit,

    /// <summary>The server has committed; the connection ends before the worker learns of it, and the worker lives on.</summary>
    CommitInDoubt,

    /// <summary>The server has handed out work; the worker is killed before it learns of it.</summary>
    AfterClaim,

    /// <summary>The worker is killed in the middle of a COPY into staging.</summary>
    MidCopy,

    /// <summary>The worker is killed between the statements of a promotion from staging to the mirror.</summary>
    MidPromote,

    /// <summary>The worker is killed between the statements that write core tables.</summary>
    MidProjection,

    /// <summary>The worker is killed when it has asked for a new access token; the vendor never hears of it.</summary>
    BeforeTokenRefresh,

    /// <summary>The vendor has issued new tokens and revoked the old; the worker is killed before it has them.</summary>
    AfterTokenRefresh,

    /// <summary>The worker is killed at any time.</summary>
    AnyTime,

    /// <summary>The worker stops without ending, longer than its lease lasts, and then goes on as if nothing had happened.</summary>
    Frozen,

    /// <summary>PostgreSQL ends the sessions of all workers.</summary>
    SessionsEnded,

    /// <summary>PostgreSQL is killed, all its processes at once, and started again.</summary>
    DatabaseKilled,
}
