using System.Globalization;
using System.Text;
using Integrations.Abstractions;

namespace Integrations.Persistence.Postgres;

/// <summary>The statements of one wide job table. What its columns say of streams is a projection of <c>sync_job_steps</c>.</summary>
internal sealed class JobTableSql
{
    // What a job shows for a step. A step that waits for its options shows nothing: it has not run.
    private const string HasRun = "st.outcome is distinct from 'NOT_CONFIGURED'";
    private const string Succeeded = "st.status = 'COMPLETED' and st.outcome in ('COMPLETE', 'PARTIAL', 'NO_WORK')";

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

    /// <summary>True when columns show how far a stream's read is while it is under way.</summary>
    public bool ShowsProgressOf(string entity) => _vendor.Find(entity)?.JobColumns(IsOnboarding).Any(static c => c.Loaded is not null || c.Parts.Count > 0) == true;

    /// <summary>
    /// A part of the claim: shows the steps that <c>started</c> has just started. Parameters of the claim: now <c>$1</c>, owner <c>$3</c>.
    /// </summary>
    public string StartClause(string name)
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"{name} as (update {Table} j set assigned_to_worker_id = $3");
        if (IsOnboarding)
        {
            text.Append(", status = 'IN_PROGRESS', started = coalesce(j.started, $1), lastupdated = $1");
        }

        foreach ((string entity, JobStepColumns columns) in Columns())
        {
            void Set(string? column, string value)
            {
                if (column is not null)
                {
                    string quoted = SqlName.Quote(column);
                    text.AppendLine(",").Append(CultureInfo.InvariantCulture, $"{quoted} = case when {SqlName.Literal(entity)} = any(x.entities) then {value} else j.{quoted} end");
                }
            }

            Set(columns.Status, "'IN_PROGRESS'");
            Set(columns.StartedAt, "$1");
            Set(columns.FinishedAt, "null");
            Set(columns.Succeeded, "false");
            Set(columns.Failed, "false");
        }

        text.AppendLine().Append(
            CultureInfo.InvariantCulture,
            $"from (select job_id, array_agg(entity_type) as entities from started where job_table = {SqlName.Literal(Name)} group by job_id) x where j.id = x.job_id)");
        return text.ToString();
    }

    private IEnumerable<(string Entity, JobStepColumns Columns)> Columns() =>
        _vendor.Streams.SelectMany(s => s.JobColumns(IsOnboarding).Select(c => (s.Name.Entity, c)));

    private string ProjectText()
    {
        StringBuilder set = new();
        StringBuilder read = new();
        int n = 0;
        foreach ((string entity, JobStepColumns columns) in Columns())
        {
            void Set(string? column, string value)
            {
                if (column is not null)
                {
                    n++;
                    set.AppendLine(",").Append(CultureInfo.InvariantCulture, $"{SqlName.Quote(column)} = x.c{n}");
                    read.AppendLine(",").Append(CultureInfo.InvariantCulture, $"{value.Replace("%STEP%", $"filter (where st.entity_type = {SqlName.Literal(entity)})", StringComparison.Ordinal)} as c{n}");
                }
            }

            void SetFlag(string? column, string condition) => Set(column, $"coalesce(bool_or({condition}) %STEP%, false)");

            Set(columns.Status, $"max(case when {HasRun} then st.status end) %STEP%");
            Set(columns.StartedAt, $"max(case when {HasRun} then st.last_started_at end) %STEP%");
            Set(columns.FinishedAt, $"max(case when {HasRun} then st.last_finished_at end) %STEP%");
            SetFlag(columns.Succeeded, Succeeded);
            SetFlag(columns.Loaded, $"({Succeeded}) or (s.step_id = st.id and s.phase in ('promote', 'settle'))");
            SetFlag(columns.Failed, "st.status = 'ERROR'");
            foreach ((string part, string column) in columns.Parts)
            {
                SetFlag(column, $"({Succeeded}) or {SqlName.Literal(part)} = any(st.parts_read)");
            }
        }

        string onboarding = IsOnboarding
            ? $"""
                ,
                started = coalesce(j.started, x.started),
                ended = case when x.open_steps = 0 then greatest($2, j.started, x.started) end,
                lastupdated = $2,
                total_loaded = x.loaded,
                total_expected = x.expected,
                steps_completed = x.completed,
                failed_steps = x.failed,
                code = x.error_code,
                message = x.error_message,
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
              when x.outcomes = array['NOT_CONFIGURED'] then 'NOT_CONFIGURED'
              when x.outcomes <@ array['SKIPPED', 'NOT_CONFIGURED'] then 'SKIPPED'
              else 'COMPLETE' end{onboarding}{set}
            from (
              select i.id, count(st.id) as steps, count(st.id) filter (where st.status in ('PENDING', 'IN_PROGRESS')) as open_steps,
                count(st.id) filter (where st.status = 'ERROR') as failed_steps, min(st.last_started_at) as started,
                array_agg(distinct st.outcome) filter (where st.outcome is not null) as outcomes,
                coalesce(array_agg(st.entity_type order by st.id) filter (where {Succeeded}), array[]::text[]) as completed,
                coalesce(array_agg(st.entity_type order by st.id) filter (where st.status = 'ERROR'), array[]::text[]) as failed,
                (array_agg(st.error_code order by st.id) filter (where st.status = 'ERROR'))[1] as error_code,
                (array_agg(st.error_message order by st.id) filter (where st.status = 'ERROR'))[1] as error_message,
                coalesce(sum(st.rows_inserted + st.rows_updated + st.rows_unchanged), 0) as loaded, sum(s.total_reported)::bigint as expected{read}
              from unnest($1::bigint[]) as i(id)
              left join {_schema}.sync_job_steps st on st.job_table = {SqlName.Literal(Name)} and st.job_id = i.id
              left join {_schema}.sync_state s on s.vendor = st.vendor and s.account_id = st.account_id and s.entity_type = st.entity_type and s.scope_key = ''
              group by i.id) x
            where j.id = x.id
            """;
    }
}
