using System.Globalization;
using Integrations.Abstractions;
using Integrations.Engine;
using Spectre.Console;

namespace SyncHost;

/// <summary>The state of all accounts as two tables: their streams, and the alarms.</summary>
internal static class StatusTable
{
    /// <summary>Writes the tables. True when there is no alarm.</summary>
    public static async Task<bool> WriteAsync(IIntegrationStatus status, CancellationToken cancellationToken)
    {
        var streams = new Table().AddColumns("account", "state", "stream", "status", "last success", "age", "late", "steps", "webhooks", "rejects");
        var alarms = new Table().AddColumns("alarm", "what", "why", "since", "what to do");
        StatusRequest? request = new();
        while (request is not null)
        {
            StatusPage page = await status.ReadAsync(request, cancellationToken);
            foreach (AccountHealth account in page.Accounts)
            {
                Add(streams, account);
                foreach (HealthAlarm alarm in account.Alarms)
                {
                    alarms.AddRow(Markup.Escape(alarm.Code), Markup.Escape(alarm.What), Markup.Escape(alarm.Why), Time(alarm.Since), Markup.Escape(alarm.Remedy));
                }
            }

            request = page.Next is { } next ? request with { After = next } : null;
        }

        AnsiConsole.Write(streams);
        if (alarms.Rows.Count == 0)
        {
            AnsiConsole.WriteLine("No alarm.");
            return true;
        }

        AnsiConsole.Write(alarms);
        return false;
    }

    private static void Add(Table table, AccountHealth account)
    {
        foreach (StreamHealth stream in account.Streams)
        {
            table.AddRow(
                account.Facts.Account.ToString(),
                account.Facts.Status.ToString(),
                stream.Facts.Stream.ToString(),
                stream.Facts.Status.ToString(),
                stream.NotConfigured is not null ? "not set up" : stream.Facts.LastSuccessAt is null ? "never" : Time(stream.Facts.LastSuccessAt),
                string.Create(CultureInfo.InvariantCulture, $"{stream.Age.TotalMinutes:0.0} min"),
                stream.IsLate ? "late" : "",
                Number(stream.Facts.Steps),
                Number(stream.Facts.Inbox),
                Number(stream.Facts.Rejects));
        }
    }

    private static string Number(Backlog backlog) => backlog.Count == 0 ? "" : backlog.Count.ToString(CultureInfo.InvariantCulture);

    private static string Time(DateTimeOffset? time) => time?.ToString("u", CultureInfo.InvariantCulture) ?? "";
}
