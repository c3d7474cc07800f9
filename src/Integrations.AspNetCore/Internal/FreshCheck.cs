using System.Globalization;
using Integrations.Abstractions;
using Integrations.Engine;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace Integrations.AspNetCore;

/// <summary>How many streams are late and how many accounts are stopped.</summary>
internal sealed class FreshCheck(IIntegrationStatus status, IOptions<IntegrationCheckOptions> options) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        StatusSummary summary;
        try
        {
            summary = await status.SummarizeAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (IntegrationException e)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, $"Nobody can say how fresh the data are: the database cannot be worked with ({e.Code}).");
        }

        Dictionary<string, object> data = new(StringComparer.Ordinal)
        {
            ["takenAt"] = summary.TakenAt,
            ["streams"] = summary.Streams,
            ["late"] = summary.LateStreams,
            ["stoppedAccounts"] = summary.StoppedAccounts,
        };
        foreach (StreamTotals stream in summary.Totals.Streams.Where(static s => s.Late > 0 || s.Held > 0 || s.Rejects.Count > 0))
        {
            data[stream.Stream.ToString()] = string.Create(CultureInfo.InvariantCulture, $"{stream.Late} of {stream.Accounts} late, {stream.Held} held, {stream.Rejects.Count} rejects");
        }

        string said = string.Create(CultureInfo.InvariantCulture, $"{summary.LateStreams} of {summary.Streams} streams are late, {summary.StoppedAccounts} accounts are stopped. IIntegrationStatus says why.");
        return summary.LateStreams == 0 && summary.StoppedAccounts == 0
            ? HealthCheckResult.Healthy("Every stream is fresh.", data)
            : summary.LateStreams > 0 && summary.LateStreams >= options.Value.UnhealthyLateShare * summary.Streams
                ? new HealthCheckResult(context.Registration.FailureStatus, said, data: data)
                : HealthCheckResult.Degraded(said, data: data);
    }
}
