using System.Text.RegularExpressions;

namespace Integrations.Testing;

/// <summary>Waits on a worker's wires for one point, and springs once.</summary>
/// <param name="point">The point.</param>
/// <param name="skip">How often the point is let pass first.</param>
internal sealed partial class CrashTrap(CrashPoint point, int skip)
{
    private readonly TaskCompletionSource _sprung = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _left = skip;

    public CrashPoint Point => point;

    /// <summary>Completes when the trap has sprung.</summary>
    public Task Sprung => _sprung.Task;

    /// <summary>True when the worker dies of it, at once and here.</summary>
    public bool Kills => point is not (CrashPoint.CommitInDoubt or CrashPoint.AnyTime or CrashPoint.Frozen or CrashPoint.SessionsEnded or CrashPoint.DatabaseKilled);

    /// <summary>True when what passes on this wire must go no further.</summary>
    public bool Cuts => Kills || point == CrashPoint.CommitInDoubt;

    /// <summary>How often a point is let pass at most before it is struck: rare ones seldom, frequent ones often, so that strikes fall on early and late work alike.</summary>
    public static int LongestSkip(CrashPoint point) => point switch
    {
        CrashPoint.BeforeTokenRefresh or CrashPoint.AfterTokenRefresh => 0,
        CrashPoint.AfterClaim or CrashPoint.MidCopy => 2,
        CrashPoint.MidPromote or CrashPoint.MidProjection => 4,
        CrashPoint.AnyTime or CrashPoint.SessionsEnded or CrashPoint.DatabaseKilled or CrashPoint.Frozen => 150,
        _ => 8,
    };

    public bool Springs(WireEvent happened) => Matches(happened) && Interlocked.Decrement(ref _left) < 0 && _sprung.TrySetResult();

    private bool Matches(WireEvent happened) => (point, happened.Kind, happened.Moment) switch
    {
        (CrashPoint.AfterFetch, WireKind.Request, WireMoment.Answered) => true,
        (CrashPoint.BeforeCommit, WireKind.Statement, WireMoment.Sending) => IsCommit(happened.Text),
        (CrashPoint.AfterCommit or CrashPoint.CommitInDoubt, WireKind.Statement, WireMoment.Answering) => IsCommit(happened.Text),
        (CrashPoint.AfterClaim, WireKind.Statement, WireMoment.Answering) => happened.Text.Contains("skip locked", StringComparison.Ordinal),
        (CrashPoint.MidCopy, WireKind.Copy, WireMoment.Sending) => true,
        (CrashPoint.MidPromote, WireKind.Statement, WireMoment.Sending) => Promotes().IsMatch(happened.Text),
        (CrashPoint.MidProjection, WireKind.Statement, WireMoment.Sending) => Projects().IsMatch(happened.Text),
        (CrashPoint.BeforeTokenRefresh, WireKind.Request, WireMoment.Sending) => IsTokenRequest(happened.Text),
        (CrashPoint.AfterTokenRefresh, WireKind.Request, WireMoment.Answering) => IsTokenRequest(happened.Text),
        (CrashPoint.AnyTime or CrashPoint.Frozen or CrashPoint.SessionsEnded or CrashPoint.DatabaseKilled, _, _) => true,
        _ => false,
    };

    private static bool IsCommit(string statement) => statement.StartsWith("COMMIT", StringComparison.OrdinalIgnoreCase);

    private static bool IsTokenRequest(string request) => request.StartsWith("POST ", StringComparison.Ordinal) && request.Contains("token", StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex("jsonb_populate_record|promoted_table = ", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Promotes();

    [GeneratedRegex(@"insert into [^\s]*\b(participant|contact_log|transaction|listing|agent|address)\b", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Projects();
}
