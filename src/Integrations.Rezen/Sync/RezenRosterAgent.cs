namespace Integrations.Rezen;

/// <summary>Of the agent of a member what a list is walked by.</summary>
internal sealed record RezenRosterAgent
{
    /// <summary>Epoch milliseconds. Observed.</summary>
    public RezenTime? UpdatedAt { get; init; }
}
