namespace Integrations.Persistence.Postgres;

/// <summary>The status triple of one stream in the vendor's wide job tables, quoted.</summary>
/// <param name="Status">Column of the status.</param>
/// <param name="StartedAt">Column of the last start.</param>
/// <param name="FinishedAt">Column of the last end.</param>
internal sealed record JobColumns(string Status, string StartedAt, string FinishedAt)
{
    public static JobColumns Of(string prefix) =>
        new(SqlName.Quote(prefix + "_status"), SqlName.Quote(prefix + "_last_started_at"), SqlName.Quote(prefix + "_last_finished_at"));
}
