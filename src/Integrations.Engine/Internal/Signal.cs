namespace Integrations.Engine;

/// <summary>Wakes a loop that waits. Set while the loop works, it wakes the next wait at once, so that nothing is missed when the loop resets it before it looks.</summary>
internal sealed class Signal
{
    private TaskCompletionSource _next = Create();

    public void Set() => Volatile.Read(ref _next).TrySetResult();

    public void Reset()
    {
        if (Volatile.Read(ref _next).Task.IsCompleted)
        {
            Volatile.Write(ref _next, Create());
        }
    }

    /// <summary>Returns when it is set, or after the longest wait.</summary>
    public async Task WaitAsync(TimeSpan longest, TimeProvider time, CancellationToken cancellationToken)
    {
        await Volatile.Read(ref _next).Task.WaitAsync(longest, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
    }

    private static TaskCompletionSource Create() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
