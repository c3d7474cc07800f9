using System.Globalization;
using Integrations.Abstractions;

namespace Integrations.Persistence.Postgres;

/// <summary>Compares mapped rows with the rows of one mirror table, by the rules of the statement that would write them.</summary>
internal static class CompareSql
{
    /// <summary>
    /// A payload that went through jsonb has another hash where it is nested, so rows without a differing column are the same whatever their hashes say.
    /// Parameters: account, one array per column (<see cref="ColumnArrays"/>), then arrays of payload, content hash, vendor stamp and time of asking, and whether columns are compared where the
    /// hash agrees. Returns (position from 1, outcome, changed columns).
    /// </summary>
    public static string For(MirrorSql mirror)
    {
        EntityTable table = mirror.Table;
        string[] columns = [.. table.Columns.Select(static c => SqlName.Quote(c.Name))];
        string[] types = [.. table.Columns.Select(static c => ColumnArrays.Sql(c.Type).ArrayType), "jsonb[]", "bytea[]", "timestamptz[]", "timestamptz[]"];
        string arrays = string.Join(", ", types.Select(static (t, i) => $"${(i + 2).ToString(CultureInfo.InvariantCulture)}::{t}"));
        string byColumns = "$" + (types.Length + 2).ToString(CultureInfo.InvariantCulture);
        string values = string.Join(", ", table.Columns.Select((c, i) => ColumnArrays.Sql(c.Type).Cast is { Length: > 0 } cast ? $"a.{columns[i]}{cast} as {columns[i]}" : "a." + columns[i]));
        string match = string.Join(" and ", table.KeyColumns.Select(static k => SqlName.Quote(k.Name)).Select(static k => $"t.{k} = s.{k}"));
        string changed = string.Join(", ", table.Columns.Where(static c => !c.IsKey).Select(static c => c.Name).Append("raw")
            .Select(static c => $"case when t.{SqlName.Quote(c)} is distinct from s.{SqlName.Quote(c)} then {SqlName.Literal(c)} end"));
        return $"""
            with source as (
              select {values}, a.raw, a.content_hash, a.vendor_updated_at, a.asked_at, a.position
              from unnest({arrays}) with ordinality as a({string.Join(", ", columns)}, raw, content_hash, vendor_updated_at, asked_at, position)
            ), compared as (
              select s.position, t.id, t.deleted_at, t.content_hash = s.content_hash as same_hash,
                coalesce(s.vendor_updated_at >= t.vendor_updated_at, true)
                  and (s.asked_at >= coalesce(t.deleted_at, t.last_seen_at) or (t.deleted_at is null and coalesce(s.vendor_updated_at > t.vendor_updated_at, false))) as is_newer,
                array_remove(array[{changed}]::text[], null) as changed
              from source s
              left join {mirror.QualifiedTable} t on t.{SqlName.Quote(table.AccountColumn)} = $1 and {match}
            )
            select position,
              case when id is null then 'inserted' when is_same then 'unchanged' when not is_newer then 'superseded' else 'updated' end,
              case when id is null or is_same or not is_newer then array[]::text[] when deleted_at is null then changed else array_append(changed, 'deleted_at') end
            from (select *, coalesce(deleted_at is null and ((same_hash and not {byColumns}) or changed = array[]::text[]), false) as is_same from compared) c
            order by position
            """;
    }
}
