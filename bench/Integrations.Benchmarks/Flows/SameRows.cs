namespace Integrations.Benchmarks;

/// <summary>A ratio means something only when both sides leave the same rows behind.</summary>
internal static class SameRows
{
    public static async Task AssertAsync(BenchCopy ours, BenchCopy theirs, string mirror, string core, FlowReport report, CancellationToken cancellationToken)
    {
        foreach (string table in new[] { mirror, core })
        {
            // Row ids, times of writing and run ids differ by nature; everything else must not.
            string sql = $"""
                select coalesce(md5(string_agg(h, '' order by h)), 'empty') || ' (' || count(*) || ')' from (
                  select md5((to_jsonb(t) - '{"{id,created_at,updated_at,first_seen_at,last_seen_at,synced_at,sync_run_id,source_id,ad_updated_at,ad_created_at,last_updated_ad}"}'::text[])::text) as h
                  from integrations.{table} t) x
                """;
            string a = await ours.ScalarAsync<string>(sql, cancellationToken);
            string b = await theirs.ScalarAsync<string>(sql, cancellationToken);
            if (a != b)
            {
                report.Problems.Add($"{table}: the engine leaves {a}, the baseline {b}.");
            }
        }
    }
}
