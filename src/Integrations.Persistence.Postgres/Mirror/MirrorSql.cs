using System.Globalization;
using System.Text;
using Integrations.Abstractions;

namespace Integrations.Persistence.Postgres;

/// <summary>
/// The statements of one mirror table, generated once from its description. Nothing here comes from data: names are validated and quoted, values are parameters.
/// </summary>
internal sealed class MirrorSql
{
    /// <summary>What <c>deleted_source</c> says of a row that ended with its target.</summary>
    private const string DeletedWithTarget = "parent";

    private readonly string _table;
    private readonly string _account;
    private readonly string[] _keys;

    /// <param name="table">The table.</param>
    /// <param name="vendorTables">All mirror tables of the vendor, this one included: those that wait for rows of this one are among them.</param>
    /// <param name="schema">Schema of the tables.</param>
    public MirrorSql(EntityTable table, IReadOnlyList<EntityTable> vendorTables, SchemaName schema)
    {
        Table = table;
        _table = Qualified(schema, table.Name);
        _account = SqlName.Quote(table.AccountColumn);
        _keys = [.. table.KeyColumns.Select(static k => SqlName.Quote(k.Name))];
        string[] columns = [.. table.Columns.Select(static c => SqlName.Quote(c.Name))];

        ExternalId = table.KeyColumns.Count == 1
            ? $"t.{_keys[0]}::text"
            : "concat_ws(':', " + string.Join(", ", _keys.Select(static k => "t." + k)) + ")";
        (string upsertHead, string upsertTail) = Upsert(columns, vendorTables, schema);
        UpsertFromArrays = upsertHead + Arrays(columns) + upsertTail;
        UpsertFromStaging = upsertHead
            + "(select " + string.Join(", ", columns.Select(static c => "r." + c))
            + $", s.raw, s.raw_original, s.content_hash, s.vendor_updated_at, coalesce(s.asked_at, s.staged_at) as asked_at, s.id as ordinal from {SchemaName.Placeholder}.%STAGING% s"
            + $" cross join lateral jsonb_populate_record(null::{_table}, s.\"row\") r where s.id = any($4))"
            + upsertTail;
        Delete = DeleteText();
        Differing = DifferingText();
        Confirm = ConfirmText();
        Gone = $"""
            select a.position from unnest($4::text[], $5::timestamptz[]) with ordinality as a(external_id, asked_at, position)
            where exists (
              select 1 from {schema.Quoted}.sync_gone g
              where g.vendor = $1 and g.account_id = $2 and g.entity_type = $3 and g.external_id = a.external_id and g.asked_at > a.asked_at)
            """;
        NoteGone = $"""
            insert into {schema.Quoted}.sync_gone as g (vendor, account_id, entity_type, external_id, asked_at)
            select distinct on (a.external_id) $1, $2, $3, a.external_id, a.asked_at from unnest($4::text[], $5::timestamptz[]) as a(external_id, asked_at)
            order by a.external_id, a.asked_at desc
            on conflict (vendor, account_id, entity_type, external_id) do update set asked_at = greatest(g.asked_at, excluded.asked_at)
            """;
        Waiting = [.. vendorTables.SelectMany(w => w.References.Where(r => r.TargetTable == table.Name).Select(r => new WaitingReference(w, ResolveText(w, r, schema), r.DiesWithTarget ? DieText(w, r, schema) : null)))];
        CountLive = $"select count(*) from {_table} t where t.{_account} = $1 and t.deleted_at is null";
        AnyLive = $"exists (select 1 from {_table} t where t.{_account} = %ACCOUNT% and t.deleted_at is null)";
        NotSeen = $"""
            from {_table} t
            where t.{_account} = $1 and t.deleted_at is null and t.synced_at < $4
              and not exists (
                select 1 from {schema.Quoted}.sync_seen n
                where n.vendor = $2 and n.account_id = $1 and n.entity_type = $3 and n.external_id = {ExternalId})
            """;
        CountMissing = "select count(*) " + NotSeen;
        ReadMissing = $"select {ExternalId} {NotSeen}{Environment.NewLine}order by {string.Join(", ", _keys.Select(static k => "t." + k))} limit $5";
        MarkPromoted = MarkPromotedText();
    }

    public EntityTable Table { get; }

    /// <summary>Schema and table, quoted.</summary>
    public string QualifiedTable => _table;

    /// <summary>The vendor's id of a mirror row <c>t</c>, as text.</summary>
    public string ExternalId { get; }

    /// <summary>
    /// Writes rows given as arrays. Parameters: account, now, run id, one array per column (<see cref="ColumnArrays"/>), then arrays of raw, raw_original, content_hash,
    /// vendor_updated_at and asked_at. Returns (id, inserted) of the rows written; rows left alone are not returned.
    /// </summary>
    public string UpsertFromArrays { get; }

    /// <summary>
    /// Finds what is new or differs among rows that may be stored already. Parameters: account, content hashes, then one array per key column. Returns the positions, from 1, of the rows to write.
    /// </summary>
    public string Differing { get; }

    /// <summary>
    /// Moves staged rows. Parameters: account, now, run id, staging ids. Holds <c>%STAGING%</c> for the quoted staging table and the schema placeholder. Returns (id, inserted) of the rows written.
    /// </summary>
    public string UpsertFromStaging { get; }

    /// <summary>Notes that rows were read again and are unchanged. Parameters: account, content hashes, asked times, then one array per key column.</summary>
    public string Confirm { get; }

    /// <summary>
    /// Finds records that were found to be gone later than they were asked for. Parameters: vendor, account, entity, external ids, asked times. Returns their positions, from 1.
    /// </summary>
    public string Gone { get; }

    /// <summary>Notes records as gone. Same parameters.</summary>
    public string NoteGone { get; }

    /// <summary>Marks rows as deleted. Parameters: account, now, run id, source, vendor stamps, asked times, then one array per key column. Returns the ids of the rows marked.</summary>
    public string Delete { get; }

    /// <summary>Tables that may wait for rows of this one.</summary>
    public IReadOnlyList<WaitingReference> Waiting { get; }

    /// <summary>Number of live rows. Parameter: account.</summary>
    public string CountLive { get; }

    /// <summary>True when the account has a live row. Holds <c>%ACCOUNT%</c>.</summary>
    public string AnyLive { get; }

    /// <summary>Number of live rows not seen. Parameters: account, vendor, entity, start of the read.</summary>
    public string CountMissing { get; }

    /// <summary>The same rows, oldest key first. One parameter more: limit.</summary>
    public string ReadMissing { get; }

    /// <summary>Notes in staging where staged rows went. Parameters: account, now, name of the mirror table, staging ids. Holds <c>%STAGING%</c> and the schema placeholder.</summary>
    public string MarkPromoted { get; }

    /// <summary>The same rows, from "from" on: what the mirror has and a complete read has not seen. Rows written since it began are left out.</summary>
    public string NotSeen { get; }

    /// <summary>Splits the text of a vendor id into key values. Null when it cannot be a key of this table.</summary>
    public object[]? ParseKey(string externalId)
    {
        string[] parts = externalId.Split(':', Table.KeyColumns.Count);
        if (parts.Length != Table.KeyColumns.Count)
        {
            return null;
        }

        object[] values = new object[parts.Length];
        for (int i = 0; i < parts.Length; i++)
        {
            if (Table.KeyColumns[i].Type == ColumnType.Text)
            {
                values[i] = PostgresText.Clean(parts[i]);
            }
            else if (long.TryParse(parts[i], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number))
            {
                values[i] = number;
            }
            else
            {
                return null;
            }
        }

        return values;
    }

    private static string Qualified(SchemaName schema, string table) => $"{schema.Quoted}.{SqlName.Quote(table)}";

    private static string TypeName(ColumnType type) => type switch
    {
        ColumnType.Text => "text",
        ColumnType.BigInt => "bigint",
        ColumnType.Integer => "integer",
        ColumnType.Boolean => "boolean",
        ColumnType.Numeric => "numeric",
        ColumnType.Timestamp => "timestamptz",
        ColumnType.Date => "date",
        ColumnType.Json => "jsonb",
        ColumnType.TextArray => "text[]",
        ColumnType.BigIntArray => "bigint[]",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "Unknown column type."),
    };

    // "offset 0" keeps each look-up of a reference a probe of the target's key, as in DifferingText.
    private (string Head, string Tail) Upsert(string[] columns, IReadOnlyList<EntityTable> vendorTables, SchemaName schema)
    {
        string keys = string.Join(", ", _keys);
        string head = $"with source as (select distinct on ({keys}) * from ";
        StringBuilder tail = new();
        tail.AppendLine(CultureInfo.InvariantCulture, $" b order by {keys}, vendor_updated_at desc nulls first, ordinal desc), linked as (");
        tail.Append("select s.*");
        for (int i = 0; i < Table.References.Count; i++)
        {
            tail.Append(CultureInfo.InvariantCulture, $", r{i}.id as {SqlName.Quote(Table.References[i].Column)}");
        }

        string[] missing = [.. Table.References.Select(static (r, i) =>
            $"case when {IsNamed("s." + SqlName.Quote(r.LocalColumn), r)} and r{i.ToString(CultureInfo.InvariantCulture)}.id is null then {SqlName.Literal(r.Name)} end")];
        string[] ends = [.. Table.References.Select(static (r, i) => (r, i)).Where(static x => x.r.DiesWithTarget)
            .Select(static x => string.Create(CultureInfo.InvariantCulture, $"case when r{x.i}.deleted_at > s.asked_at then r{x.i}.deleted_at end"))];
        tail.Append(ends.Length == 0 ? "" : $", greatest({string.Join(", ", ends)}) as gone_at");
        tail.AppendLine(missing.Length == 0 ? ", '{}'::text[] as unresolved_refs" : $", array_remove(array[{string.Join(", ", missing)}]::text[], null) as unresolved_refs");
        tail.AppendLine("from source s");
        for (int i = 0; i < Table.References.Count; i++)
        {
            EntityReference reference = Table.References[i];
            string alias = "r" + i.ToString(CultureInfo.InvariantCulture);
            EntityTable target = vendorTables.FirstOrDefault(t => t.Name == reference.TargetTable)
                ?? throw new IntegrationConfigurationException($"Table {Table.Name}: reference {reference.Name} points to {reference.TargetTable}, which is no stream's table.");
            tail.AppendLine(
                CultureInfo.InvariantCulture,
                $"left join lateral (select t.id{(reference.DiesWithTarget ? ", t.deleted_at" : "")} from {Qualified(schema, reference.TargetTable)} t where {TargetMatch(target, reference, "t")} and t.{SqlName.Quote(reference.TargetColumn)} = s.{SqlName.Quote(reference.LocalColumn)} offset 0) {alias} on true");
        }

        string[] references = [.. Table.References.Select(static r => SqlName.Quote(r.Column))];
        string[] written = [.. columns, .. references, "raw", "raw_original", "content_hash", "vendor_updated_at", "unresolved_refs"];
        string[] updated = [.. written.Where(c => !_keys.Contains(c, StringComparer.Ordinal))];

        // A row that was asked for before its target was found gone arrives deleted.
        (string goneColumns, string goneValues, string goneUpdate) = ends.Length == 0
            ? ("", "", "deleted_at = null, deleted_source = null")
            : (", deleted_at, deleted_source", $", l.gone_at, case when l.gone_at is not null then '{DeletedWithTarget}' end", "deleted_at = excluded.deleted_at, deleted_source = excluded.deleted_source");
        tail.AppendLine(
            CultureInfo.InvariantCulture,
            $$"""
            ), written as (
            insert into {{_table}} as t ({{_account}}, {{string.Join(", ", written)}}, created_at, updated_at, first_seen_at, last_seen_at, synced_at, sync_run_id{{goneColumns}})
            select $1, {{string.Join(", ", written.Select(static c => "l." + c))}}, $2, $2, l.asked_at, l.asked_at, $2, $3{{goneValues}} from linked l order by {{string.Join(", ", _keys.Select(static k => "l." + k))}}
            on conflict ({{_account}}, {{keys}}) do update set
            {{string.Join(", ", updated.Select(static c => $"{c} = excluded.{c}"))}},
            updated_at = excluded.updated_at, last_seen_at = excluded.last_seen_at, synced_at = excluded.synced_at, sync_run_id = excluded.sync_run_id,
            {{goneUpdate}}
            where (t.content_hash <> excluded.content_hash or t.deleted_at is not null)
              and (excluded.vendor_updated_at is null or t.vendor_updated_at is null or excluded.vendor_updated_at >= t.vendor_updated_at)
              and (excluded.last_seen_at >= coalesce(t.deleted_at, t.last_seen_at) or (t.deleted_at is null and excluded.vendor_updated_at > t.vendor_updated_at))
            returning t.id, (t.xmax = 0) as inserted)
            select id, inserted from written
            """);
        return (head, tail.ToString());
    }

    private string Arrays(string[] columns)
    {
        string[] types = [.. Table.Columns.Select(static c => ColumnArrays.Sql(c.Type).ArrayType), "jsonb[]", "bytea[]", "bytea[]", "timestamptz[]", "timestamptz[]"];
        string arrays = string.Join(", ", types.Select(static (t, i) => $"${(i + 4).ToString(CultureInfo.InvariantCulture)}::{t}"));
        string values = string.Join(", ", Table.Columns.Select((c, i) => ColumnArrays.Sql(c.Type).Cast is { Length: > 0 } cast ? $"a.{columns[i]}{cast} as {columns[i]}" : "a." + columns[i]));
        return $"""
            (select {values}, a.raw, a.raw_original, a.content_hash, a.vendor_updated_at, a.asked_at, a.ordinal
            from unnest({arrays}) with ordinality as a({string.Join(", ", columns)}, raw, raw_original, content_hash, vendor_updated_at, asked_at, ordinal))
            """;
    }

    // "offset 0" keeps the probe a probe of the key's index: joined instead, the planner reads the whole table while its statistics are young.
    private string DifferingText()
    {
        (string arrays, string names, string match) = KeyArrays(first: 3);
        return $"""
            select g.position from unnest($2::bytea[], {arrays}) with ordinality as g(content_hash, {names}, position)
            where not exists (
              select 1 from {_table} t where t.{_account} = $1 and {match} and t.deleted_at is null and t.content_hash = g.content_hash
              offset 0)
            """;
    }

    private string ConfirmText()
    {
        (string arrays, string names, string match) = KeyArrays(first: 4);
        return $"""
            update {_table} t set last_seen_at = g.asked_at
            from unnest($2::bytea[], $3::timestamptz[], {arrays}) as g(content_hash, asked_at, {names})
            where t.{_account} = $1 and {match} and t.deleted_at is null and t.content_hash = g.content_hash and t.last_seen_at < g.asked_at
            """;
    }

    private string DeleteText()
    {
        (string arrays, string names, string match) = KeyArrays(first: 7);
        return $"""
            update {_table} t set
              deleted_at = g.asked_at, deleted_source = $4, updated_at = $2, synced_at = $2, sync_run_id = $3, vendor_updated_at = coalesce(g.stamp, t.vendor_updated_at)
            from unnest($5::timestamptz[], $6::timestamptz[], {arrays}) as g(stamp, asked_at, {names})
            where t.{_account} = $1 and {match} and t.deleted_at is null
              and (g.stamp is null or t.vendor_updated_at is null or g.stamp >= t.vendor_updated_at)
              and (g.asked_at >= t.last_seen_at or g.stamp > t.vendor_updated_at)
            returning t.id
            """;
    }

    /// <summary>The key columns as arrays of an unnest: their parameters, their names in it, and the condition that a row <c>t</c> is the row <c>g</c>.</summary>
    private (string Arrays, string Names, string Match) KeyArrays(int first)
    {
        string[] names = [.. _keys.Select(static (_, i) => "k" + i.ToString(CultureInfo.InvariantCulture))];
        return (
            string.Join(", ", Table.KeyColumns.Select((k, i) => $"${(i + first).ToString(CultureInfo.InvariantCulture)}::{TypeName(k.Type)}[]")),
            string.Join(", ", names),
            string.Join(" and ", _keys.Select((k, i) => $"t.{k} = g.{names[i]}")));
    }

    private string ResolveText(EntityTable waiting, EntityReference reference, SchemaName schema)
    {
        string name = SqlName.Literal(reference.Name);
        return $$"""
            update {{Qualified(schema, waiting.Name)}} w set
              {{SqlName.Quote(reference.Column)}} = t.id, unresolved_refs = array_remove(w.unresolved_refs, {{name}}), updated_at = $3
            from {{_table}} t
            where t.id = any($2) and {{TargetMatch(Table, reference, "t")}}
              and w.{{SqlName.Quote(waiting.AccountColumn)}} = $1 and w.unresolved_refs <> '{}' and w.unresolved_refs @> array[{{name}}]
              and w.{{SqlName.Quote(reference.LocalColumn)}} = t.{{SqlName.Quote(reference.TargetColumn)}}
            returning w.id
            """;
    }

    private string DieText(EntityTable dependent, EntityReference reference, SchemaName schema) =>
        $"""
        update {Qualified(schema, dependent.Name)} w set
          deleted_at = t.deleted_at, deleted_source = '{DeletedWithTarget}', updated_at = $3, synced_at = $3, sync_run_id = $4
        from {_table} t
        where t.id = any($2) and t.deleted_at is not null and {TargetMatch(Table, reference, "t")}
          and w.{SqlName.Quote(dependent.AccountColumn)} = $1 and w.{SqlName.Quote(reference.Column)} = t.id and w.deleted_at is null and w.last_seen_at <= t.deleted_at
        returning w.id
        """;

    private static string TargetMatch(EntityTable target, EntityReference reference, string alias) =>
        $"{alias}.{SqlName.Quote(target.AccountColumn)} = $1"
        + (reference.TargetConstant is { } constant ? $" and {alias}.{SqlName.Quote(constant.Column)} = {SqlName.Literal(constant.Value)}" : "");

    private static string IsNamed(string column, EntityReference reference) => reference.NoTarget is { } none
        ? string.Create(CultureInfo.InvariantCulture, $"{column} <> {none}")
        : column + " is not null";

    private string MarkPromotedText()
    {
        string match = string.Join(" and ", Table.KeyColumns.Select((k, i) => $"t.{_keys[i]} = (s.\"row\" ->> {SqlName.Literal(k.Name)})::{TypeName(k.Type)}"));
        return $"""
            update {SchemaName.Placeholder}.%STAGING% s set
              processing_status = 'PROMOTED', promoted_at = $2, promoted_table = $3, promoted_id = (select t.id from {_table} t where t.{_account} = $1 and {match})
            where s.id = any($4)
            """;
    }
}
