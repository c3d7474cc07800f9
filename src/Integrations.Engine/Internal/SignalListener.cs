using Integrations.Abstractions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Integrations.Engine;

/// <summary>Wakes the lanes by the signals of the database, on one connection for the process. Listens again when the connection breaks.</summary>
internal sealed class SignalListener(IWorkSignals signals, IEnumerable<IWorkLane> lanes, IOptions<WorkerOptions> options, TimeProvider time, ILogger<SignalListener> logger)
{
    private readonly IWorkLane[] _lanes = [.. lanes];

    public async Task RunAsync(CancellationToken stopping)
    {
        TimeSpan pause = options.Value.MinPollInterval;
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await signals.ListenAsync(OnListening, OnSignal, stopping).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                EngineLog.SignalsLost(logger, FailurePolicy.IsBug(e) ? e : null, e.Message);
            }

            await Task.Delay(pause, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            pause = TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, options.Value.MaxPollInterval.Ticks));
        }

        // What was stored while nobody listened has given no signal.
        void OnListening()
        {
            pause = options.Value.MinPollInterval;
            foreach (IWorkLane lane in _lanes)
            {
                lane.Wake();
            }
        }
    }

    private void OnSignal(string topic)
    {
        foreach (IWorkLane lane in _lanes)
        {
            if (lane.Topic == topic)
            {
                lane.Wake();
            }
        }
    }
}
