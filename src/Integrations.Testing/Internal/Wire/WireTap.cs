namespace Integrations.Testing;

/// <summary>Reads along on one connection. One instance per connection; the two directions call from two threads.</summary>
/// <param name="observe">Told of each event; false ends the connection, and nothing of what was just read goes on.</param>
internal abstract class WireTap(Func<WireEvent, bool> observe)
{
    /// <summary>Looks at what has arrived and not gone on yet. Returns how much of it may go on, in whole messages, or -1 to end the connection.</summary>
    public abstract int FromClient(ReadOnlySpan<byte> arrived);

    /// <summary>The same for the other direction.</summary>
    public abstract int FromServer(ReadOnlySpan<byte> arrived);

    /// <summary>Called when what <see cref="FromServer"/> let pass has been sent. False ends the connection.</summary>
    public virtual bool SentToClient() => true;

    protected bool Observe(WireKind kind, WireMoment moment, string text) => observe(new WireEvent(kind, moment, text));
}
