using Integrations.Contracts.Tests.Wire;
using Integrations.Rezen;

namespace Integrations.Contracts.Tests.Rezen;

/// <summary>That the list of cases is complete. Endpoints whose path is an option have tests of their own.</summary>
public sealed class CoverageTests
{
    [Fact]
    public void Every_Refit_method_has_a_contract_case()
    {
        var covered = RezenCases.All.Select(static c => Endpoints().Where(e => Fits(e, c)).MinBy(static e => e.Parameters)).ToHashSet();

        // The other way to ask for a termination: see EndpointTests.
        Conventions.AssertNone(Endpoints().Where(e => !covered.Contains(e) && !e.Path.EndsWith("/request-termination", StringComparison.Ordinal)).Select(static e => $"{e.Method} {e.Path}"));
    }

    [Fact]
    public void Every_case_is_a_Refit_method() => Conventions.AssertNone(
        RezenCases.All.Where(static c => !c.Path.EndsWith("/cap-info", StringComparison.Ordinal) && !Endpoints().Any(e => Fits(e, c))).Select(static c => c.Name));

    [Fact]
    public void Names_of_cases_are_unique() => Assert.Equal(RezenCases.All.Count, RezenCases.All.Select(static c => c.Name).Distinct(StringComparer.Ordinal).Count());

    private static bool Fits(Endpoint endpoint, RezenCase call) => endpoint.Fits(call.Method, call.Path);

    private static List<Endpoint> Endpoints() => [.. Endpoint.Of(typeof(RezenClient).Assembly).Where(static e => !e.IsConfigured)];
}
