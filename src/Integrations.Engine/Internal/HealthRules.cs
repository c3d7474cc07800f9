using System.Globalization;
using Integrations.Abstractions;

namespace Integrations.Engine;

/// <summary>From what is stored to what a person should know. Pure.</summary>
internal static class HealthRules
{
    /// <summary>Failed runs in a row after which a stream is called failing.</summary>
    private const int FailingAfter = 3;

    /// <summary>How much later than its threshold a stream is before it is critical, as a multiple.</summary>
    private const int CriticalTimes = 4;

    /// <summary>How far in the future a success may lie before the clocks are blamed.</summary>
    private static readonly TimeSpan s_skew = TimeSpan.FromMinutes(1);

    /// <summary>How long work may wait for somebody to take it.</summary>
    private static readonly TimeSpan s_wait = TimeSpan.FromMinutes(15);

    public static AccountHealth Of(AccountFacts account, Func<StreamName, ISyncSource?> known, IEnumerable<IntegrationAlert> raised, DateTimeOffset now)
    {
        List<StreamHealth> streams = [];
        List<HealthAlarm> alarms = [.. OfAccount(account, now), .. raised.Select(a => Raised(account.Account, a))];
        foreach (StreamFacts facts in account.Streams)
        {
            if (known(facts.Stream) is not { } source)
            {
                continue;
            }

            TimeSpan age = now - (facts.LastSuccessAt ?? facts.CreatedAt);
            age = age > TimeSpan.Zero ? age : TimeSpan.Zero;
            bool isRead = account.Status is not (AccountStatus.Disabled or AccountStatus.Erasing) && facts.Status != SyncStreamStatus.Paused && source.NotConfigured is null;
            TimeSpan limit = source.Descriptor.FreshnessThreshold;
            StreamHealth stream = new() { Facts = facts, Age = age, Threshold = limit, IsLate = isRead && age > limit, NotConfigured = source.NotConfigured };
            streams.Add(stream);
            alarms.AddRange(OfStream(account, stream, now));
        }

        return new AccountHealth { Facts = account with { Streams = [] }, Streams = streams, Alarms = [.. alarms.OrderByDescending(static a => a.Severity)] };
    }

    /// <summary>An alarm that a chore has raised, such as the silence of webhooks.</summary>
    private static HealthAlarm Raised(AccountRef account, IntegrationAlert alert) => new()
    {
        Code = alert.Rule.Replace('-', '_'),
        Severity = AlarmSeverity.Warning,
        Account = account,
        Stream = alert.Stream,
        What = alert.Stream is { } stream ? $"{stream} of {account}: {alert.Rule}." : $"{account}: {alert.Rule}.",
        Why = alert.What,
        Since = alert.Since,
        Remedy = alert.Remedy,
    };

    private static IEnumerable<HealthAlarm> OfAccount(AccountFacts account, DateTimeOffset now)
    {
        (string Code, string What, string Remedy)? stopped = account.Status switch
        {
            AccountStatus.ReauthRequired => ("account_reauth", "is not read: the vendor refuses its credential.", "Connect the account again. Nothing is lost: the cursors stay."),
            AccountStatus.Locked => ("account_locked", "is not read: the vendor has locked it.", "Let the customer settle it with the vendor, then make the account active."),
            AccountStatus.CredentialUnreadable => (
                "credential_unreadable", "is not read: its credential cannot be decrypted.", "Give the hosts the Data Protection keys and make the account active, or connect it again."),
            AccountStatus.Erasing => ("account_erasing", "is half erased.", "Erase it again to finish that."),
            _ => null,
        };
        if (stopped is { } problem)
        {
            yield return new HealthAlarm
            {
                Code = problem.Code,
                Severity = AlarmSeverity.Critical,
                Account = account.Account,
                What = $"{account.Account} {problem.What}",
                Why = account.StatusReason ?? "No reason is stored.",
                Since = account.ChangedAt,
                Remedy = problem.Remedy,
            };
        }
        else if (!account.HasCredential && account.Status == AccountStatus.Active)
        {
            yield return new HealthAlarm
            {
                Code = "credential_missing",
                Severity = AlarmSeverity.Critical,
                Account = account.Account,
                What = $"{account.Account} cannot be read.",
                Why = "No credential is stored.",
                Since = account.ChangedAt,
                Remedy = "Connect the account.",
            };
        }

        if (account.Status == AccountStatus.Active && account.Queue.OldestAt is { } oldest && now - oldest > s_wait)
        {
            yield return new HealthAlarm
            {
                Code = "queue_waits",
                Severity = AlarmSeverity.Warning,
                Account = account.Account,
                What = $"{Number(account.Queue.Count)} items of the worker queue wait.",
                Why = $"The oldest has waited for {Span(now - oldest)}.",
                Since = oldest,
                Remedy = "See that workers run and that there are enough of them.",
            };
        }
    }

    private static IEnumerable<HealthAlarm> OfStream(AccountFacts account, StreamHealth stream, DateTimeOffset now)
    {
        StreamFacts facts = stream.Facts;
        bool isActive = account.Status == AccountStatus.Active;

        // A stopped account has one alarm, not one for each of its streams.
        if (stream.IsLate && isActive)
        {
            (string why, string remedy) = Reason(facts, now);
            yield return Alarm(
                "stream_late",
                stream.Age > CriticalTimes * stream.Threshold ? AlarmSeverity.Critical : AlarmSeverity.Warning,
                facts.LastSuccessAt is null ? $"was never read, for {Span(stream.Age)} now; it should be within {Span(stream.Threshold)}" : $"is {Span(stream.Age)} old; it may be {Span(stream.Threshold)}",
                why,
                facts.LastSuccessAt ?? facts.CreatedAt,
                remedy);
        }
        else if (facts.ConsecutiveFailures >= FailingAfter && isActive)
        {
            yield return Alarm(
                "stream_failing", AlarmSeverity.Warning, $"failed {Number(facts.ConsecutiveFailures)} times in a row", facts.ErrorMessage ?? "No reason is stored.", facts.LastSuccessAt, "The reason names the remedy.");
        }

        if (facts.LastSuccessAt is { } success && success - now > s_skew)
        {
            yield return Alarm(
                "clock_skew",
                AlarmSeverity.Warning,
                $"was read {Span(success - now)} in the future",
                "The clocks of the hosts differ, so nobody can say whether it is late.",
                now,
                "Set the clocks of all hosts (NTP).");
        }

        if (facts.HeldSweepReason is { } held)
        {
            yield return Alarm("sweep_held", AlarmSeverity.Warning, "has deletions that are held back", held, facts.LastFullReadAt, "Look at what is missing at the vendor, then release the deletions or restore the rights of the key.");
        }

        if (facts.Inbox.OldestAt is { } arrived && now - arrived > s_wait)
        {
            yield return Alarm(
                "webhooks_wait", AlarmSeverity.Warning, $"has {Number(facts.Inbox.Count)} webhooks that are not processed", $"The oldest has waited for {Span(now - arrived)}.", arrived, "See that workers run and that the stream is not stopped.");
        }

        if (facts.Rejects.Count > 0)
        {
            yield return Alarm(
                "records_rejected",
                AlarmSeverity.Warning,
                $"has {Number(facts.Rejects.Count)} records that could not be stored",
                "The reason of each is in lambda_failed_records.",
                facts.Rejects.OldestAt,
                "Update the package that cannot read them, then replay them or ask for a Reconcile.");
        }

        HealthAlarm Alarm(string code, AlarmSeverity severity, string what, string why, DateTimeOffset? since, string remedy) => new()
        {
            Code = code,
            Severity = severity,
            Account = account.Account,
            Stream = facts.Stream,
            What = $"{facts.Stream} of {account.Account} {what}.",
            Why = why,
            Since = since,
            Remedy = remedy,
        };
    }

    /// <summary>Why a stream is late although nothing happened: who is silent.</summary>
    private static (string Why, string Remedy) Reason(StreamFacts facts, DateTimeOffset now) => facts switch
    {
        { Status: SyncStreamStatus.Running, LeaseUntil: { } until } when until < now => (
            $"Its worker fell silent: the lease ended {Span(now - until)} ago and nobody has taken the stream over.", "Start a worker: no process with AddWorkers() is alive, or all are busy."),
        { Status: SyncStreamStatus.Running } => ("A run is under way and has not finished yet.", "Wait for it; if it does not end, look at the rate budget of the account."),
        { Status: SyncStreamStatus.RateLimited } => (facts.ErrorMessage ?? "The vendor asked to wait.", "Wait. If it stays, somebody else uses the same credential."),
        { ErrorMessage: { } message } => (message, "The reason names the remedy; the stream is tried again by itself."),
        { Steps.Count: > 0 } => ("Its step is open and no worker has taken it.", "Start a worker: no process with AddWorkers() is alive, or all are busy, or the step waits for another one that failed."),
        { NextRunAt: null } => ("It is not scheduled.", "Ask for a job of this stream."),
        _ => ("It is due and nobody has planned it.", "Start a worker: no process with AddWorkers() is alive."),
    };

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Span(TimeSpan span) => span switch
    {
        { TotalMinutes: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds:0} s"),
        { TotalHours: < 2 } => string.Create(CultureInfo.InvariantCulture, $"{span.TotalMinutes:0} min"),
        { TotalDays: < 2 } => string.Create(CultureInfo.InvariantCulture, $"{span.TotalHours:0.#} h"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{span.TotalDays:0.#} d"),
    };
}
