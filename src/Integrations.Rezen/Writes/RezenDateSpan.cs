namespace Integrations.Rezen;

/// <summary>From one date to another.</summary>
public sealed record RezenDateSpan
{
    /// <summary>First day. Documented, second hand.</summary>
    public required DateOnly Start { get; init; }

    /// <summary>Last day. Documented, second hand.</summary>
    public required DateOnly End { get; init; }
}
