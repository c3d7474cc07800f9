namespace Integrations.Abstractions;

/// <summary>
/// Work that the host does from time to time and that belongs to no stream: look after subscriptions, remove old history. Registered with <c>AddChore</c>; at most one process does a chore
/// at a time. The time of its next run is stored, so that a run which was missed happens as soon as a worker is there.
/// </summary>
public interface IPeriodicChore
{
    /// <summary>Name under which its schedule is stored. Stable, unique in the installation, for example <c>retention</c>.</summary>
    string Name { get; }

    /// <summary>Time from the beginning of one run to the beginning of the next. Read before each run; a shorter one takes effect at once.</summary>
    TimeSpan Interval { get; }

    /// <summary>
    /// Does the work once. A run may be repeated after a crash, so doing it twice must do no harm. An exception is logged, and the run is tried again sooner than the interval, on a stored
    /// schedule.
    /// </summary>
    /// <param name="cancellationToken">Set when the host stops or when another process has taken the chore.</param>
    Task RunAsync(CancellationToken cancellationToken);
}
