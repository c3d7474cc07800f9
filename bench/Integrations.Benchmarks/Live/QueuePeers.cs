using Integrations.Testing;

namespace Integrations.Benchmarks;

internal static class QueuePeers
{
    public static Task MeasureAsync(ThrowawayPostgres server, LiveReport report, CancellationToken cancellationToken) => Task.CompletedTask;
}
