using Integrations.Abstractions;

namespace Integrations.Engine;

/// <summary>From an error to its stored consequence. Pure.</summary>
internal static class FailurePolicy
{
    public static RunFailure Stopping(DateTimeOffset now) => new()
    {
        Code = "stopped",
        Message = "The host stopped; another worker continues from the cursor.",
        RetryAt = now,
        IsWait = true,
        StreamStatus = "IDLE",
    };

    /// <summary>True for an error that is none of ours: it is logged with its stack.</summary>
    public static bool IsBug(Exception error) => error is not (IntegrationException or OperationCanceledException);

    /// <param name="error">What happened.</param>
    /// <param name="lease">The run.</param>
    /// <param name="attempt">Attempts so far, this one included.</param>
    /// <param name="options">Settings.</param>
    /// <param name="now">The time.</param>
    public static RunFailure Of(Exception error, SyncLease lease, int attempt, EngineOptions options, DateTimeOffset now)
    {
        DateTimeOffset givenUp = now + options.GivenUpDelay;
        switch (error)
        {
            case IntegrationRateLimitException limit:
                return new RunFailure
                {
                    Code = limit.Code,
                    Message = Named(limit, lease),
                    RetryAt = now + (limit.Context.RetryAfter ?? options.RetryDelay),
                    IsWait = true,
                    StreamStatus = "RATE_LIMITED",
                };
            case IntegrationAuthenticationException refused:
                return OfCredential(refused, AccountStatus.ReauthRequired, lease);
            case IntegrationCredentialException unreadable:
                return OfCredential(unreadable, AccountStatus.CredentialUnreadable, lease);
            case IntegrationException { IsTransient: false } final:
                return new RunFailure { Code = final.Code, Message = Named(final, lease), NextRunAt = givenUp };
        }

        string code = error is IntegrationException known ? known.Code : "internal";
        string message = error is IntegrationException named
            ? Named(named, lease)
            : $"Unexpected {error.GetType().Name} in {lease.Stream} of account {lease.Account}; the log of this host has its stack. Nothing was lost: the run continues from its cursor.";
        return attempt >= options.MaxAttempts
            ? new RunFailure { Code = code, Message = message, NextRunAt = givenUp }
            : new RunFailure { Code = code, Message = message, RetryAt = now + Backoff(lease, attempt, options) };
    }

    /// <summary>Wait after the attempt of this number: doubles from attempt to attempt up to a cap.</summary>
    public static TimeSpan Backoff(int attempt, EngineOptions options) =>
        TimeSpan.FromSeconds(Math.Min(options.RetryDelay.TotalSeconds * Math.Pow(2, Math.Min(attempt - 1, 30)), options.MaxRetryDelay.TotalSeconds));

    private static RunFailure OfCredential(IntegrationException error, AccountStatus status, SyncLease lease) => new()
    {
        Code = error.Code,
        Message = Named(error, lease),
        StreamStatus = "REAUTH_REQUIRED",
        AccountStatus = status,
        CredentialVersion = error.Context.CredentialVersion,
    };

    /// <summary>From the error of a handler to what becomes of its item.</summary>
    public static WorkResult Of(Exception error, WorkItem item, EngineOptions options, DateTimeOffset now)
    {
        string who = $"Item {item.Id} ({item.Kind}) of account {item.Account}";
        var failed = new WorkResult
        {
            Item = item,
            Verdict = WorkVerdict.Retry,
            FinishedAt = now,
            Code = error is IntegrationException known ? known.Code : "internal",
            Message = error is IntegrationException named ? $"{who}: {named.Message}" : $"{who}: unexpected {error.GetType().Name}; the log of this host has its stack.",
        };
        return error switch
        {
            IntegrationRateLimitException limit => failed with { Verdict = WorkVerdict.Wait, RetryAt = now + (limit.Context.RetryAfter ?? options.RetryDelay) },
            IntegrationAuthenticationException => failed with { Verdict = WorkVerdict.Wait, RetryAt = now + options.GivenUpDelay },
            IntegrationException { IsTransient: false } => failed with { Verdict = WorkVerdict.Dead },
            _ when item.Attempt >= item.MaxAttempts => failed with { Verdict = WorkVerdict.Dead },
            _ => failed with { RetryAt = now + (Backoff(item.Attempt, options) * (1 - Spread(item.Id.GetHashCode() * 31 + item.Attempt))) },
        };
    }

    /// <summary>An error from deep within knows neither account nor stream: they are put before it.</summary>
    private static string Named(IntegrationException error, SyncLease lease) =>
        error.Context.Account is null ? $"{lease.Stream} of account {lease.Account}: {error.Message}" : error.Message;

    /// <summary>Spread by up to a quarter, from the run id, so that streams that failed together do not return together.</summary>
    private static TimeSpan Backoff(SyncLease lease, int attempt, EngineOptions options) => Backoff(attempt, options) * (1 - Spread(lease.RunId.GetHashCode()));

    private static double Spread(int hash) => unchecked((uint)hash * 2654435761u) / (double)uint.MaxValue / 4;
}
