using System.Globalization;
using System.Text;

namespace Integrations.Persistence.Postgres;

/// <summary>The statements of one wide job table. Its status triples are a projection of <c>sync_job_steps</c>.</summary>
internal sealed class JobTableSql
{
    private readonly VendorTables _vendor;
    private readonly string _schema;

    public JobTableSql(VendorTables vendor, string table, bool isOnboarding, SchemaName schema)
    {
        _vendor = vendor;
        _schema = schema.Quoted;
        Name = table;
        IsOnboarding = isOnboarding;
        Table = $"{schema.Quoted}.{SqlName.Quote(table)}";
        AccountColumn = SqlName.Quote(vendor.Descriptor.JobAccountColumn);
        Project = ProjectText();
    }

    /// <summary>Name as <c>sync_job_steps.job_table</c> holds it.</summary>
    public string Name { get; }

    public bool IsOnboarding { get; }

    /// <summary>Qualified and quoted.</summary>
    public string Table { get; }

    /// <summary>Column of the account, quoted.</summary>
    public string AccountColumn { get; }

    /// <summary>Brings jobs up to date with their steps. Parameters: job ids, now.</summary>
    public string Project { get; }

    /// <summary>
    /// A part of the claim: writes the triples of the steps that <c>started</c> has just started. Parameters of the claim: now <c>$1</c>, owner <c>$3</c>.
    /// </summary>
    public string StartClause(string name)
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"{name} as (update {Table} j set assigned_to_worker_id = $3");
        if (IsOnboarding)
        {
            text.Append(", status = 'IN_PROGRESS', started = coalesce(j.started, $1)");
        }

        foreach (StreamTables stream in _vendor.Streams)
        {
            if (stream.JobColumns is { } columns)
            {
                string isStarted = $"case when {SqlName.Literal(stream.Name.Entity)} = any(x.entities)";
                text.AppendLine(",").Append(
                    CultureInfo.InvariantCulture,
                    $"{columns.Status} = {isStarted} then 'IN_PROGRESS' else j.{columns.Status} end, {columns.StartedAt} = {isStarted} then $1 else j.{columns.StartedAt} end, "
                    + $"{columns.FinishedAt} = {isStarted} then null else j.{columns.FinishedAt} end");
            }
        }

        text.AppendLine().Append(
            CultureInfo.InvariantCulture,
            $"from (select job_id, array_agg(entity_type) as entities from started where job_table = {SqlName.Literal(Name)} group by job_id) x where j.id = x.job_id)");
        return text.ToString();
    }

    private string ProjectText()
    {
        StringBuilder set = new();
        StringBuilder read = new();
        for (int i = 0; i < _vendor.Streams.Count; i++)
        {
            if (_vendor.Streams[i].JobColumns is { } columns)
            {
                string n = i.ToString(CultureInfo.InvariantCulture);
                string filter = $"filter (where st.entity_type = {SqlName.Literal(_vendor.Streams[i].Name.Entity)})";
                set.AppendLine(",").Append(CultureInfo.InvariantCulture, $"{columns.Status} = x.status{n}, {columns.StartedAt} = x.started{n}, {columns.FinishedAt} = x.finished{n}");
                read.AppendLine(",").Append(
                    CultureInfo.InvariantCulture,
                    $"max(st.status) {filter} as status{n}, max(st.last_started_at) {filter} as started{n}, max(st.last_finished_at) {filter} as finished{n}");
            }
        }

        string onboarding = IsOnboarding
            ? $"""
                ,
                started = coalesce(j.started, x.started),
                ended = case when x.open_steps = 0 then greatest($2, j.started, x.started) end,
                total_loaded = x.loaded,
                total_expected = x.expected,
                status = (case when x.open_steps > 0 and x.started is null then 'PENDING' when x.open_steps > 0 then 'IN_PROGRESS'
                  when x.failed_steps > 0 then 'ERROR' else 'COMPLETED' end)::{_schema}.sync_job_status
                """
            : "";
        return $"""
            update {Table} j set
            outcome = case
              when x.open_steps > 0 or x.failed_steps = x.steps then null
              when x.outcomes = array['CANCELLED'] then 'CANCELLED'
              when x.failed_steps > 0 or x.outcomes && array['PARTIAL', 'CANCELLED'] then 'PARTIAL'
              when x.outcomes = array['NO_WORK'] or x.steps = 0 then 'NO_WORK'
              when x.outcomes = array['SKIPPED'] then 'SKIPPED'
              else 'COMPLETE' end{onboarding}{set}
            from (
              select i.id, count(st.id) as steps, count(st.id) filter (where st.status in ('PENDING', 'IN_PROGRESS')) as open_steps,
                count(st.id) filter (where st.status = 'ERROR') as failed_steps, min(st.last_started_at) as started,
                array_agg(distinct st.outcome) filter (where st.outcome is not null) as outcomes,
                coalesce(sum(st.rows_inserted + st.rows_updated + st.rows_unchanged), 0) as loaded, sum(s.total_reported)::bigint as expected{read}
              from unnest($1::bigint[]) as i(id)
              left join {_schema}.sync_job_steps st on st.job_table = {SqlName.Literal(Name)} and st.job_id = i.id
              left join {_schema}.sync_state s on s.vendor = st.vendor and s.account_id = st.account_id and s.entity_type = st.entity_type and s.scope_key = ''
              group by i.id) x
            where j.id = x.id
            """;
    }
}
