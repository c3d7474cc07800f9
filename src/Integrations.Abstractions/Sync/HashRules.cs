namespace Integrations.Abstractions;

/// <summary>How <see cref="ContentHash"/> sees a payload: what it leaves out and which arrays are sets.</summary>
public sealed record HashRules
{
    /// <summary>Nothing left out, all arrays ordered.</summary>
    public static HashRules Default { get; } = new();

    /// <summary>Top-level properties that change without the record changing, for example <c>peopleCount</c>.</summary>
    public IReadOnlyList<string> Volatile { get; init; } = [];

    /// <summary>Top-level arrays whose order means nothing, for example <c>phones</c>.</summary>
    public IReadOnlyList<string> Unordered { get; init; } = [];
}
