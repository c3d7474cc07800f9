using Integrations.Abstractions;

namespace Integrations.Engine;

/// <summary>The host's own clock, where no store brings a better one.</summary>
internal sealed class HostReadClock(TimeProvider time) : IReadClock
{
    public ValueTask<DateTimeOffset> GetTimeAsync(CancellationToken cancellationToken = default) => new(time.GetUtcNow());
}
