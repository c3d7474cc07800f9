using System.Net.Sockets;
using Integrations.Abstractions;
using Npgsql;

namespace Integrations.Persistence.Postgres;

/// <summary>Tells a database that is away for a while from SQL that is wrong, and both from a record that the database refuses.</summary>
internal static class PostgresFailures
{
    /// <summary>Runs some work on the database. A database that is away becomes an error that the engine waits out; anything else passes as it is.</summary>
    /// <exception cref="IntegrationUnavailableException">The database is away.</exception>
    public static async Task<T> GuardAsync<T>(PostgresDatabase database, AccountRef? account, StreamName? stream, Func<Task<T>> work)
    {
        try
        {
            return await work().ConfigureAwait(false);
        }
        catch (Exception e) when (IsAway(e))
        {
            throw Away(database, account, stream, e);
        }
    }

    /// <summary>True when the same work may succeed later without anybody changing anything.</summary>
    public static bool IsAway(Exception error) => error switch
    {
        PostgresException e => e.SqlState switch
        {
            PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow => true,
            PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.LockNotAvailable => true,
            PostgresErrorCodes.QueryCanceled or PostgresErrorCodes.ReadOnlySqlTransaction or "25P03" => true,
            string state => state.StartsWith("08", StringComparison.Ordinal) || state.StartsWith("53", StringComparison.Ordinal) || state.StartsWith("58", StringComparison.Ordinal),
        },
        NpgsqlException e => e.IsTransient || e.InnerException is IOException or SocketException or TimeoutException,
        SocketException or TimeoutException => true,
        _ => false,
    };

    /// <summary>True when the database refuses a value of a record: out of range, a broken rule of the table, too long for an index. Another record may pass.</summary>
    public static bool IsRefusedRecord(PostgresException error) =>
        error.SqlState.StartsWith("22", StringComparison.Ordinal)
        || error.SqlState.StartsWith("54", StringComparison.Ordinal)
        || (error.SqlState.StartsWith("23", StringComparison.Ordinal) && error.SqlState != PostgresErrorCodes.ForeignKeyViolation);

    /// <summary>The refusal in words, without any value of the record: the server's own message may quote one.</summary>
    public static RecordProblem Refusal(PostgresException error)
    {
        string what = error.ConstraintName ?? error.ColumnName ?? error.DataTypeName ?? error.TableName ?? "a value";
        return new RecordProblem("refused_by_database", $"PostgreSQL refuses the record (SQLSTATE {error.SqlState}, {what}).");
    }

    private static IntegrationUnavailableException Away(PostgresDatabase database, AccountRef? account, StreamName? stream, Exception error)
    {
        NpgsqlConnectionStringBuilder target = new(database.DataSource.ConnectionString);
        string whom = stream is { } name ? $"{account} {name}" : account?.ToString() ?? "all accounts";
        string what = error is TimeoutException || error.InnerException is TimeoutException
            ? "did not answer in time"
            : $"is away ({(error as PostgresException)?.SqlState ?? error.GetType().Name})";
        return new IntegrationUnavailableException(
            $"{whom}: PostgreSQL at {target.Host}:{target.Port.ToString(System.Globalization.CultureInfo.InvariantCulture)}, database '{target.Database}', {what}. Nothing was stored; the work is tried again. If it stays so, look at the server.",
            new ErrorContext { Account = account, Vendor = account?.Vendor, Stream = stream, Operation = "database" },
            error);
    }
}
