namespace SyncHost.Demo;

/// <summary>The simulated vendor's clock: real time, except while changes of an earlier demo run are played again at the times at which they happened.</summary>
internal sealed class DemoClock : TimeProvider
{
    private DateTimeOffset? _at;

    public override DateTimeOffset GetUtcNow() => _at ?? System.GetUtcNow();

    public void PlayAt(DateTimeOffset at, Action change)
    {
        _at = at;
        try
        {
            change();
        }
        finally
        {
            _at = null;
        }
    }
}
