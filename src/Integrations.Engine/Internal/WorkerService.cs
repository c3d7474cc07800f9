using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Integrations.Engine;

/// <summary>The hosted loop: every lane, side by side, until the host stops.</summary>
internal sealed class WorkerService(IEnumerable<IWorkLane> lanes, SignalListener signals, IOptions<WorkerOptions> options) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll([signals.RunAsync(stoppingToken), .. lanes.Select(lane => lane.RunAsync(options.Value.OwnerName, untilIdle: false, stoppingToken))]);
}
