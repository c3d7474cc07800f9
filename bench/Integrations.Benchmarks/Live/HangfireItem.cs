namespace Integrations.Benchmarks;

/// <summary>What Hangfire calls by name, so it is public.</summary>
public static class HangfireItem
{
    private static TaskCompletionSource s_done = new();
    private static int s_left;

    /// <summary>Ends when so many items are done.</summary>
    internal static Task Expect(int items)
    {
        s_left = items;
        s_done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return s_done.Task;
    }

    /// <summary>An item.</summary>
    public static void Nothing()
    {
        if (Interlocked.Decrement(ref s_left) == 0)
        {
            s_done.SetResult();
        }
    }
}
