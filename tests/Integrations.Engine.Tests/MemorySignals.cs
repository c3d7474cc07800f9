using System.Collections.Concurrent;
using Integrations.Abstractions;

namespace Integrations.Engine.Tests;

/// <summary>Signals that a test gives itself.</summary>
internal sealed class MemorySignals : IWorkSignals
{
    private readonly ConcurrentDictionary<Action<string>, TaskCompletionSource> _listeners = new();

    public int Listened { get; private set; }

    public bool HasListener => !_listeners.IsEmpty;

    public async Task ListenAsync(Action onListening, Action<string> onSignal, CancellationToken cancellationToken)
    {
        var broken = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _listeners[onSignal] = broken;
        Listened++;
        onListening();
        try
        {
            await broken.Task.WaitAsync(cancellationToken);
        }
        finally
        {
            _listeners.TryRemove(onSignal, out _);
        }
    }

    public void Give(string topic)
    {
        foreach (Action<string> listener in _listeners.Keys)
        {
            listener(topic);
        }
    }

    public void Break()
    {
        foreach (TaskCompletionSource listener in _listeners.Values)
        {
            listener.TrySetException(new IntegrationUnavailableException("The database is away."));
        }
    }
}
