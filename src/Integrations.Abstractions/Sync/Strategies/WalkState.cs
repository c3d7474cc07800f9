namespace Integrations.Abstractions;

/// <summary>Where a read under way stands. Everything that a resumed read needs is here.</summary>
public sealed record WalkState
{
    /// <summary>Strategy that began the read.</summary>
    public required string Strategy { get; init; }
}
