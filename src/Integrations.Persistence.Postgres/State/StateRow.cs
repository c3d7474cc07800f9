using Integrations.Abstractions;
using Npgsql;

namespace Integrations.Persistence.Postgres;

/// <summary>Reads a row of <c>sync_state</c>.</summary>
internal static class StateRow
{
    /// <summary>Columns in the order in which <see cref="Read"/> takes them.</summary>
    public static string Columns(string alias) => string.Join(
        ", ",
        ((ReadOnlySpan<string>)["vendor", "entity_type", "status", "cursor", "mode", "phase", "last_sync_at", "last_full_sync_at", "next_run_at", "consecutive_failures", "error_message", "held_sweep_reason", "last_check_at", "key_cursor"])
            .ToArray().Select(c => $"{alias}.{c}"));

    public static SyncState Read(NpgsqlDataReader reader, int first) => new()
    {
        Stream = new StreamName(reader.GetString(first), reader.GetString(first + 1)),
        Status = reader.GetString(first + 2),
        Cursor = reader.TextOrNull(first + 3) is { Length: > 0 } cursor ? SyncCursor.FromStored(cursor) : null,
        ModeUnderWay = Words.Mode(reader.TextOrNull(first + 4)),
        Phase = Words.Phase(reader.TextOrNull(first + 5)),
        LastSyncAt = reader.TimeOrNull(first + 6),
        LastFullSyncAt = reader.TimeOrNull(first + 7),
        NextRunAt = reader.TimeOrNull(first + 8),
        ConsecutiveFailures = reader.GetInt32(first + 9),
        ErrorMessage = reader.TextOrNull(first + 10),
        HeldSweepReason = reader.TextOrNull(first + 11),
        LastCheckAt = reader.TimeOrNull(first + 12),
        KeyCursor = reader.TextOrNull(first + 13) is { Length: > 0 } keys ? SyncCursor.FromStored(keys) : null,
    };
}
