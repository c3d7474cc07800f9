namespace Integrations.AspNetCore;

/// <summary>When the health checks speak up.</summary>
public sealed class IntegrationCheckOptions
{
    /// <summary>
    /// Share of the streams of active accounts from which on late ones make <c>integrations_fresh</c> unhealthy; below it the check is degraded as soon as one stream is late or one account is stopped.
    /// Above 0, at most 1. Default 0.5.
    /// </summary>
    public double UnhealthyLateShare { get; set; } = 0.5;
}
