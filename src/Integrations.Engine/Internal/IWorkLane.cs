namespace Integrations.Engine;

/// <summary>One kind of work that a worker does: steps of streams, items of the queue, periodic chores. Lanes know nothing of each other and have places of their own.</summary>
internal interface IWorkLane
{
    /// <summary>Topic of the signals that say that there may be something to claim.</summary>
    string Topic { get; }

    /// <summary>Lets the lane look for work at once.</summary>
    void Wake();

    /// <summary>Claims what is ready and runs it. Returns the number of claims.</summary>
    /// <param name="owner">Name of the worker in leases.</param>
    /// <param name="untilIdle">True ends when nothing is ready and nothing runs any more; false goes on until it is stopped.</param>
    /// <param name="stopping">Stops it: what runs is handed back. Not an error.</param>
    /// <exception cref="Exception">A look for work failed, and <paramref name="untilIdle"/> is true. Otherwise it is logged and tried again.</exception>
    Task<int> RunAsync(string owner, bool untilIdle, CancellationToken stopping);
}
