using Xunit.Sdk;
using Xunit.v3;

namespace Integrations.EndToEnd;

/// <summary>The kill series, one after the other, begin first: they take minutes, and nothing else is left to fill the machine when one of them is the last.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. testCollections.OrderBy(static c => c.TestCollectionDisplayName.Contains("Crash", StringComparison.Ordinal) ? 0 : 1).ThenBy(static c => c.UniqueID, StringComparer.Ordinal)];
}
