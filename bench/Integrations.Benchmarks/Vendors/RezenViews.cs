using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Integrations.Benchmarks;

/// <summary>
/// The statements of <c>docs/rezen-data.md</c> for several users, of the largest and the smallest account: the first time on a connection of its own, and again with a prepared plan that is
/// kept. The worst of the users counts.
/// </summary>
internal static class RezenViews
{
    private const double LimitMs = 200;
    private const int Repeats = 7;
    private static readonly long[] s_users = [1, 2, 3, 10, 100, 335];

    private static readonly (string Name, string Sql)[] s_statements =
    [
        ("roster",
            """
            select team_name, display_name, status, is_leader, member_commission_split, cap_used, cap_limit, open_deals, closed_deals, closed_volume
            from integrations.user_roster where user_id = $1 order by team_name, display_name
            """),
        ("revenue",
            """
            select period_year, period_month, income_type, currency, amount, entries
            from integrations.user_revenue where user_id = $1 order by period_year, period_month, income_type
            """),
    ];

    public static async Task MeasureAsync(string connectionString, FlowReport report, CancellationToken cancellationToken)
    {
        var unpooled = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false };
        foreach ((string name, string sql) in s_statements)
        {
            List<double> cold = [];
            List<double> warm = [];
            foreach (long user in s_users)
            {
                await using var connection = new NpgsqlConnection(unpooled.ConnectionString);
                await connection.OpenAsync(cancellationToken);
                await using NpgsqlCommand command = Command(connection, sql, user);
                (double first, int rows) = await AskAsync(command, cancellationToken);
                await command.PrepareAsync(cancellationToken);
                List<double> again = [];
                for (int i = 0; i < Repeats; i++)
                {
                    again.Add((await AskAsync(command, cancellationToken)).Milliseconds);
                }

                cold.Add(first);
                warm.Add(Statistics.Median(again));
                FlowContext.Say(string.Create(CultureInfo.InvariantCulture, $"{name} of user {user}: {rows} rows, {first:0.0} ms at first, then {warm[^1]:0.0} ms ({again.Min():0.0} to {again.Max():0.0})"));
            }

            report.Series.Add(new FlowSeries($"{name} of a user, cold", "ms", cold));
            report.Series.Add(new FlowSeries($"{name} of a user, warm", "ms", warm));
            if (cold.Concat(warm).Max() is var worst and > LimitMs)
            {
                report.Problems.Add(string.Create(CultureInfo.InvariantCulture, $"{name} of a user takes up to {worst:0} ms; allowed are {LimitMs:0}."));
            }
        }
    }

    private static async Task<(double Milliseconds, int Rows)> AskAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        long started = Stopwatch.GetTimestamp();
        int rows = 0;
        await using (NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken))
            {
                rows++;
            }
        }

        return (Stopwatch.GetElapsedTime(started).TotalMilliseconds, rows);
    }

    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql, long user)
    {
#pragma warning disable CA2100 // Constants of this class.
        var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = user });
        return command;
    }
}
