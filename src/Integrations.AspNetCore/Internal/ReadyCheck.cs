using Integrations.Abstractions;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Integrations.AspNetCore;

/// <summary>The database answers and has all migrations. Says nothing of where it is: the log does.</summary>
internal sealed class ReadyCheck(IStatusStore store) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            IReadOnlyList<string> pending = await store.PendingMigrationsAsync(cancellationToken).ConfigureAwait(false);
            return pending.Count == 0
                ? HealthCheckResult.Healthy("The database answers and has all migrations.")
                : new HealthCheckResult(
                    context.Registration.FailureStatus,
                    $"The database lacks {pending.Count.ToString(System.Globalization.CultureInfo.InvariantCulture)} migrations. Run PostgresMigrator.MigrateAsync(), or the script of your release.",
                    data: new Dictionary<string, object>(StringComparer.Ordinal) { ["pending"] = pending });
        }
        catch (IntegrationException e)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, $"The database cannot be worked with ({e.Code}). Look at the server and at the connection string.");
        }
    }
}
