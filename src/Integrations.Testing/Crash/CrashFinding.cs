namespace Integrations.Testing;

/// <summary>One thing that is not as it must be after a series.</summary>
/// <param name="Kind">What kind of harm.</param>
/// <param name="Text">Where, in words; holds no customer data.</param>
/// <param name="Count">Number of records, steps or rows.</param>
public sealed record CrashFinding(CrashFindingKind Kind, string Text, long Count = 1);
