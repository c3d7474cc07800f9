using Integrations.Abstractions;
using Npgsql;

namespace SyncHost.Demo;

/// <summary>Counts rows where records land: staging, mirror and core.</summary>
internal sealed class DemoRows(NpgsqlDataSource database, string schema)
{
    /// <summary>Rows of a stream's staging table by account, and how many of them wait. Empty when the stream is not staged.</summary>
    public async Task<IReadOnlyDictionary<long, (long Rows, long Waiting)>> StagedAsync(SyncStreamDescriptor stream, long[] accounts, CancellationToken cancellationToken)
    {
        Dictionary<long, (long, long)> staged = [];
        if (stream.StagingTable is not null)
        {
            await ReadAsync(
                $"""select account_id, count(*), count(*) filter (where not is_processed) from "{schema}"."{stream.StagingTable}" where account_id = any($1) group by 1""",
                [new NpgsqlParameter<long[]> { TypedValue = accounts }],
                row => staged[row.GetInt64(0)] = (row.GetInt64(1), row.GetInt64(2)),
                cancellationToken);
        }

        return staged;
    }

    /// <summary>
    /// Rows that a stream has in the core by account, and how many keys are on one side only: in the mirror without a core row or, where the core table is the stream's alone, the other way round.
    /// </summary>
    public async Task<IReadOnlyDictionary<long, (long Rows, long Differing)>> CoreAsync(
        SyncStreamDescriptor stream, DemoCoreTable core, string platform, long[] accounts, CancellationToken cancellationToken)
    {
        EntityTable mirror = stream.Table;
        string key = core.Key ?? string.Join(" || ':' || ", mirror.KeyColumns.Select(static c => c.Name + "::text"));
        Dictionary<long, (long, long)> rows = [];
        await ReadAsync(
            $"""
            select account, count(c.key), count(*) filter (where m.key is null or c.key is null)
            from (select distinct {mirror.AccountColumn} as account, {key} as key from "{schema}"."{mirror.Name}" where {mirror.AccountColumn} = any($1) and deleted_at is null and {core.Mirror ?? "true"}) m
            {(core.IsShared ? "left" : "full")} join (
              select distinct source_account_id as account, {core.CoreKey ?? "source_external_id"} as key from "{schema}"."{core.Table}"
              where sync_source = $2 and source_account_id = any($1) and deleted_at is null{(core.NamesMirror ? $" and source_table = '{mirror.Name}'" : "")}) c using (account, key)
            group by account
            """,
            [new NpgsqlParameter<long[]> { TypedValue = accounts }, new NpgsqlParameter<string> { TypedValue = platform }],
            row => rows[row.GetInt64(0)] = (row.GetInt64(1), row.GetInt64(2)),
            cancellationToken);
        return rows;
    }

    /// <summary>Rows of every core table by vendor, those that are not deleted.</summary>
    public async Task<IReadOnlyList<CoreReport>> CoreTablesAsync(CancellationToken cancellationToken)
    {
        List<string> tables = [];
        await ReadAsync(
            """
            select t.table_name from information_schema.tables t
            where t.table_schema = $1 and t.table_type = 'BASE TABLE'
              and 3 = (select count(*) from information_schema.columns c where c.table_schema = t.table_schema and c.table_name = t.table_name and c.column_name in ('sync_source', 'source_account_id', 'deleted_at'))
            order by 1
            """,
            [new NpgsqlParameter<string> { TypedValue = schema }],
            row => tables.Add(row.GetString(0)),
            cancellationToken);
        List<CoreReport> reports = [];
        foreach (string table in tables)
        {
            SortedDictionary<string, long> rows = new(StringComparer.Ordinal);
            await ReadAsync(
                $"""select sync_source, count(*) from "{schema}"."{table}" where sync_source is not null and deleted_at is null group by 1""", [], row => rows[row.GetString(0)] = row.GetInt64(1), cancellationToken);
            if (rows.Count > 0)
            {
                reports.Add(new CoreReport(table, rows));
            }
        }

        return reports;
    }

    /// <summary>Derived tables that differ from what they are made of.</summary>
    public Task<List<string>> DerivedDifferencesAsync(CancellationToken cancellationToken) => TextsAsync($"""select difference from "{schema}".core_check where difference is not null""", [], cancellationToken);

    /// <summary>What vendors sent that the models do not know, since a time.</summary>
    public Task<List<string>> DriftAsync(DateTimeOffset since, CancellationToken cancellationToken) => TextsAsync(
        $$"""select vendor || '.' || entity_type || ': ' || drift::text from "{{schema}}".sync_runs where started_at >= $1 and drift <> '{}' group by vendor, entity_type, drift""",
        [new NpgsqlParameter<DateTimeOffset> { TypedValue = since.ToUniversalTime() }],
        cancellationToken);

    /// <summary>What became of a vendor's webhooks since a time: rows in the inbox, and those that are worked on.</summary>
    public async Task<(long Stored, long Processed)> InboxAsync(string vendor, DateTimeOffset since, CancellationToken cancellationToken)
    {
        (long, long) counts = default;
        await ReadAsync(
            $"""select count(*), count(processed_at) from "{schema}".webhook_inbox where vendor = $1 and received_at >= $2""",
            [new NpgsqlParameter<string> { TypedValue = vendor }, new NpgsqlParameter<DateTimeOffset> { TypedValue = since.ToUniversalTime() }],
            row => counts = (row.GetInt64(0), row.GetInt64(1)),
            cancellationToken);
        return counts;
    }

    /// <summary>Which vendors know a person of a user by last name, and by which rules the views put them together.</summary>
    public Task<(IReadOnlyList<string> Vendors, IReadOnlyList<string> Rules)> PersonAsync(long user, string lastName, CancellationToken cancellationToken) => MatchAsync(
        $"""
        select p.sync_source, m.rule from "{schema}".participant p left join "{schema}".participant_match m on m.participant_id = p.id
        where p.user_id = $1 and p.last_name = $2 and p.deleted_at is null
        """,
        [new NpgsqlParameter<long> { TypedValue = user }, new NpgsqlParameter<string> { TypedValue = lastName }],
        cancellationToken);

    /// <summary>Which vendors know a deal of a user by price, and by which rules the views put them together.</summary>
    public Task<(IReadOnlyList<string> Vendors, IReadOnlyList<string> Rules)> DealAsync(long user, decimal price, CancellationToken cancellationToken) => MatchAsync(
        $"""
        select t.sync_source, m.rule from "{schema}".transaction t left join "{schema}".transaction_match m on m.transaction_id = t.id
        where t.user_id = $1 and t.sale_price = $2 and t.deleted_at is null
        """,
        [new NpgsqlParameter<long> { TypedValue = user }, new NpgsqlParameter<decimal> { TypedValue = price }],
        cancellationToken);

    /// <summary>Pairs of rows of two vendors that a view puts together, by rule.</summary>
    public async Task<IReadOnlyDictionary<string, long>> PairsAsync(string view, CancellationToken cancellationToken)
    {
        SortedDictionary<string, long> pairs = new(StringComparer.Ordinal);
        await ReadAsync($"""select rule, count(*) from "{schema}"."{view}" where sync_source < other_sync_source group by rule""", [], row => pairs[row.GetString(0)] = row.GetInt64(1), cancellationToken);
        return pairs;
    }

    private async Task<(IReadOnlyList<string> Vendors, IReadOnlyList<string> Rules)> MatchAsync(string sql, NpgsqlParameter[] parameters, CancellationToken cancellationToken)
    {
        SortedSet<string> vendors = new(StringComparer.Ordinal);
        SortedSet<string> rules = new(StringComparer.Ordinal);
        await ReadAsync(
            sql,
            parameters,
            row =>
            {
                vendors.Add(row.GetString(0));
                if (!row.IsDBNull(1))
                {
                    rules.Add(row.GetString(1));
                }
            },
            cancellationToken);
        return ([.. vendors], [.. rules]);
    }

    private async Task<List<string>> TextsAsync(string sql, NpgsqlParameter[] parameters, CancellationToken cancellationToken)
    {
        List<string> texts = [];
        await ReadAsync(sql, parameters, row => texts.Add(row.GetString(0)), cancellationToken);
        return texts;
    }

    private async Task ReadAsync(string sql, NpgsqlParameter[] parameters, Action<NpgsqlDataReader> take, CancellationToken cancellationToken)
    {
        await using NpgsqlCommand command = database.CreateCommand(sql);
        command.Parameters.AddRange(parameters);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            take(reader);
        }
    }
}
