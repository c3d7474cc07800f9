using Integrations.Abstractions;

namespace Integrations.Engine;

/// <summary>How fresh one stream of one account is.</summary>
public sealed record StreamHealth
{
    /// <summary>What is stored.</summary>
    public required StreamFacts Facts { get; init; }

    /// <summary>Age of the last success; of a stream that was never read, the time since it is to be read. Never negative.</summary>
    public required TimeSpan Age { get; init; }

    /// <summary>Age beyond which it is late.</summary>
    public required TimeSpan Threshold { get; init; }

    /// <summary>True when it is late (invariant I10). A stream that is not to be read, because the account is switched off, the stream is paused or not set up, is not.</summary>
    public required bool IsLate { get; init; }

    /// <summary>Why nobody reads the stream as this host is set up: a sentence that names the options to set. Null when it is read.</summary>
    public string? NotConfigured { get; init; }
}
