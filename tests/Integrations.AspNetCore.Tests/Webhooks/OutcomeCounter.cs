using System.Diagnostics.Metrics;
using Integrations.Abstractions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;

namespace Integrations.AspNetCore.Tests;

/// <summary>Counts the endpoint's answers by outcome.</summary>
internal sealed class OutcomeCounter(IServiceProvider services) : IDisposable
{
    private readonly MetricCollector<long> _collector = new(services.GetRequiredService<IMeterFactory>(), IntegrationTelemetry.AspNetCoreName, IntegrationTelemetry.WebhooksReceived);

    public long this[string outcome] =>
        _collector.GetMeasurementSnapshot().Where(m => Equals(m.Tags[IntegrationTelemetry.OutcomeTag], outcome)).Sum(static m => m.Value);

    public void Dispose() => _collector.Dispose();
}
