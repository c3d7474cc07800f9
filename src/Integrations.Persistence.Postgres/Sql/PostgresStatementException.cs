using System.Diagnostics.CodeAnalysis;
using Npgsql;

namespace Integrations.Persistence.Postgres;

/// <summary>
/// A statement that PostgreSQL refused, without the server's own words: those may quote values of a customer's record. Holds its code, what it concerns, and the place in the code.
/// </summary>
[SuppressMessage("Design", "CA1064:Exceptions should be public", Justification = "To a caller it is an InvalidOperationException: a bug, or a table that somebody has changed.")]
internal sealed class PostgresStatementException(PostgresException error) : InvalidOperationException(Words(error))
{
    private readonly string? _stack = error.StackTrace;

    public string SqlState { get; } = error.SqlState;

    /// <inheritdoc/>
    public override string? StackTrace => _stack ?? base.StackTrace;

    private static string Words(PostgresException error)
    {
        string what = string.Join(' ', new[] { error.SchemaName, error.TableName, error.ColumnName, error.ConstraintName, error.Routine }.Where(static w => !string.IsNullOrEmpty(w)));
        return $"PostgreSQL refused a statement: SQLSTATE {error.SqlState} ({what}). The server's log has its words.";
    }
}
