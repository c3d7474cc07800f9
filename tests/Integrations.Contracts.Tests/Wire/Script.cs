namespace Integrations.Contracts.Tests.Wire;

/// <summary>What one account expects, and what came.</summary>
internal sealed class Script(string prefix, IEnumerable<Exchange> exchanges)
{
    private readonly Lock _lock = new();
    private readonly Queue<Exchange> _left = new(exchanges);
    private readonly List<Received> _received = [];
    private readonly List<string> _expected = [.. exchanges.Select(e => Received.Normal(e.Method, prefix + e.Request))];

    public bool IsAnonymous { get; } = exchanges.Any(static e => e.IsAnonymous);

    public bool HasReceived
    {
        get
        {
            lock (_lock)
            {
                return _received.Count > 0;
            }
        }
    }

    /// <summary>The requests, once they are exactly those that were expected.</summary>
    public IReadOnlyList<Received> Verify()
    {
        lock (_lock)
        {
            Assert.Equal(_expected, _received.Select(static r => r.Request));
            return [.. _received];
        }
    }

    public Exchange? Next(Received received)
    {
        lock (_lock)
        {
            _received.Add(received);
            return _left.TryPeek(out var next) && Received.Normal(next.Method, prefix + next.Request) == received.Request ? _left.Dequeue() : null;
        }
    }
}
