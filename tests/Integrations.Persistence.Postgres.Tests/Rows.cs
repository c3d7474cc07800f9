using System.Globalization;

namespace Integrations.Persistence.Postgres.Tests;

/// <summary>Writes mirror rows as a store would.</summary>
internal static class Rows
{
    private static int s_next;

    public static Task<long> AccountAsync(TestDatabase database) => database.ScalarAsync<long>(
        "insert into integrations.fub_accounts (tenant_id, account_id_raw, fub_uid) values (gen_random_uuid(), '1700000001', $1) returning id",
        "fau_Synthetic" + Interlocked.Increment(ref s_next).ToString(CultureInfo.InvariantCulture));

    public static Task<long> PersonAsync(TestDatabase database, long account, long personId, params (string Column, object? Value)[] columns) =>
        InsertAsync(database, "fub_people", account, [("people_id", personId), ("ad_people_id", $"1700000001-{personId}"), .. columns]);

    public static Task<long> RezenAccountAsync(TestDatabase database) => database.ScalarAsync<long>(
        "insert into integrations.rezen_accounts (tenant_id, account_id_raw, yenta_id_raw, user_id, team_id) values (gen_random_uuid(), $1, 'me', 7, 3) returning id",
        "aa000000-0000-4000-8000-" + Interlocked.Increment(ref s_next).ToString("000000000000", CultureInfo.InvariantCulture));

    /// <summary>Inserts a row; text given for a jsonb, date or time column is cast by the table.</summary>
    public static Task<long> InsertAsync(TestDatabase database, string table, long account, params (string Column, object? Value)[] columns) => InsertAsync(database, table, "fub_account_id", account, columns);

    /// <summary>Inserts a row of a table of reZEN.</summary>
    public static Task<long> InsertRezenAsync(TestDatabase database, string table, long account, params (string Column, object? Value)[] columns) =>
        InsertAsync(database, table, "rezen_account_id", account, columns);

    private static Task<long> InsertAsync(TestDatabase database, string table, string accountColumn, long account, (string Column, object? Value)[] columns)
    {
        string names = string.Join(", ", columns.Select(static c => $"\"{c.Column}\""));
        string json = Json(columns);
        return database.ScalarAsync<long>(
            $"""
            insert into integrations.{table} ({accountColumn}, {names}, {(columns.Any(static c => c.Column == "raw") ? "" : "raw, ")} content_hash, first_seen_at, last_seen_at, synced_at)
            select $1, {names}, {(columns.Any(static c => c.Column == "raw") ? "" : "'{}',")} '\x00', now(), now(), now()
            from jsonb_populate_record(null::integrations.{table}, $2::jsonb) returning id
            """,
            account,
            json);
    }

    public static Task UpdateAsync(TestDatabase database, string table, long id, params (string Column, object? Value)[] columns)
    {
        string names = string.Join(", ", columns.Select(static c => $"\"{c.Column}\""));
        return database.ExecuteAsync(
            $"update integrations.{table} set ({names}, updated_at) = (select {names}, now() from jsonb_populate_record(null::integrations.{table}, $2::jsonb)) where id = $1", id, Json(columns));
    }

    private static string Json((string Column, object? Value)[] columns) => "{" + string.Join(",", columns.Select(static c => $"\"{c.Column}\":{Value(c.Value)}")) + "}";

    private static string Value(object? value) => value switch
    {
        null => "null",
        string text when text.StartsWith('[') || text.StartsWith('{') => text,
        string text => System.Text.Json.JsonSerializer.Serialize(text),
        bool flag => flag ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
