namespace Integrations.Rezen;

/// <summary>Lifecycle groups in paths.</summary>
internal static class RezenGroups
{
    /// <summary>A group as the options want it written.</summary>
    public static string Word(RezenOptions options, string group) => options.LowerCaseGroups ? group.ToLowerInvariant() : group;
}
