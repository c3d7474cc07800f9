using System.Net.Sockets;
using Integrations.Abstractions;
using Npgsql;

namespace Integrations.Persistence.Postgres;

/// <summary>Tells a database that is away for a while from SQL that is wrong, and both from a record that the database refuses.</summary>
internal static class PostgresFailures
{
    /// <summary>Runs some work on the database. A database that is away becomes an error that the engine waits out; a refusal loses the server's words, which may quote a record.</summary>
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
        catch (PostgresException e)
        {
            throw new PostgresStatementException(e);
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
    public static bool IsRefusedRecord(Exception error) => StateOf(error) is { } state
        && (state.StartsWith("22", StringComparison.Ordinal)
            || state.StartsWith("54", StringComparison.Ordinal)
            || (state.StartsWith("23", StringComparison.Ordinal) && state != PostgresErrorCodes.ForeignKeyViolation));

    /// <summary>The server's code, inside and outside of <see cref="GuardAsync{T}"/>. Null for an error that the server did not give.</summary>
    public static string? StateOf(Exception error) => error switch
    {
        PostgresException e => e.SqlState,
        PostgresStatementException e => e.SqlState,
        _ => null,
    };

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
        return new IntegrationUnavailableException(
            $"{whom}: PostgreSQL at {target.Host}:{target.Port.ToString(System.Globalization.CultureInfo.InvariantCulture)}, database '{target.Database}', {What(error)}. Nothing was stored; the work is tried again. If it stays so, look at the server.",
            new ErrorContext { Account = account, Vendor = account?.Vendor, Stream = stream, Operation = "database" },
            error is PostgresException refusal ? new PostgresStatementException(refusal) : error);
    }

    /// <summary>What the server did, in words: it is there when it ends a transaction that stood in the way of another.</summary>
    private static string What(Exception error) => error switch
    {
        PostgresException { SqlState: PostgresErrorCodes.DeadlockDetected } => "ended the transaction because it and another one waited for each other (40P01)",
        PostgresException { SqlState: PostgresErrorCodes.SerializationFailure } => "ended the transaction because another one changed the same rows (40001)",
        PostgresException { SqlState: PostgresErrorCodes.LockNotAvailable } => "did not give a lock in time (55P03)",
        PostgresException { SqlState: PostgresErrorCodes.QueryCanceled } => "ended the statement before it was done (57014)",
        PostgresException { SqlState: var state } when state.StartsWith("53", StringComparison.Ordinal) => $"has no connection, memory or disk left ({state})",
        PostgresException { SqlState: var state } => $"is away ({state})",
        _ when error is TimeoutException || error.InnerException is TimeoutException => "did not answer in time",
        _ => $"is away ({error.GetType().Name})",
    };
}
