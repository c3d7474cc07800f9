using Integrations.Abstractions;

public static class StrategyGiven
{
    public static SyncCursor? cursor;
    public static StreamName stream;

    public static Task<PageFacts> ReadAsync(PageRequest request) => throw new InvalidOperationException();

    public static Task StoreAsync(PageFacts page, SyncCursor cursor) => throw new InvalidOperationException();
}
