using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Integrations.Engine;

/// <summary>The hosted loop: every lane, side by side, until the host stops.</summary>
internal sealed class WorkerService(IEnumerable<IWorkLane> lanes, IOptions<WorkerOptions> options) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(lanes.Select(lane => lane.RunAsync(options.Value.OwnerName, untilIdle: false, stoppingToken)));
}
