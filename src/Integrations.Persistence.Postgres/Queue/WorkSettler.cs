using Integrations.Abstractions;
using Npgsql;

namespace Integrations.Persistence.Postgres;

/// <summary>The call that settles executions.</summary>
internal sealed class WorkSettler(PostgresDatabase database)
{
    public string Sql { get; } = database.Sql("select $schema$.worker_queue_settle($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)");

    /// <param name="results">What ended; all by one owner.</param>
    /// <param name="now">Time of the call.</param>
    /// <param name="forgetKeys">True lets items that wait again give up their dedupe key.</param>
    public static NpgsqlParameter[] Parameters(IReadOnlyList<WorkResult> results, DateTimeOffset now, bool forgetKeys) =>
    [
        Parameter.Time(now), Parameter.Text(Environment.MachineName),
        Parameter.Texts([.. results.Select(static r => r.Item.Account.Vendor)]), Parameter.BigInts([.. results.Select(static r => r.Item.Id.Value)]),
        Parameter.BigInts([.. results.Select(static r => r.Item.Fence)]), Parameter.Texts([.. results.Select(static r => Word(r.Verdict))]),
        Parameter.Texts([.. results.Select(static r => r.Outcome is { } outcome ? Words.Of(outcome) : null)]), Parameter.Times([.. results.Select(static r => r.RetryAt?.ToUniversalTime())]),
        Parameter.Texts([.. results.Select(static r => r.Code is null ? null : PostgresText.Clean(r.Code))]), Parameter.Texts([.. results.Select(static r => r.Message is null ? null : PostgresText.Clean(r.Message))]),
        Parameter.Times([.. results.Select(static r => (DateTimeOffset?)r.FinishedAt.ToUniversalTime())]), Parameter.Boolean(forgetKeys), Parameter.Text(results[0].Item.Owner),
    ];

    private static string Word(WorkVerdict verdict) => verdict switch
    {
        WorkVerdict.Done => "done",
        WorkVerdict.Retry => "retry",
        WorkVerdict.Wait => "wait",
        WorkVerdict.Dead => "dead",
        _ => throw new ArgumentOutOfRangeException(nameof(verdict), verdict, "Unknown verdict."),
    };
}
