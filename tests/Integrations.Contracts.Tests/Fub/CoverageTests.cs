using Integrations.Contracts.Tests.Wire;
using Integrations.Fub;

namespace Integrations.Contracts.Tests.Fub;

/// <summary>That the list of cases is complete.</summary>
public sealed class CoverageTests
{
    [Fact]
    public void Every_Refit_method_has_a_contract_case()
    {
        var covered = FubCases.All.Select(static c => Endpoints().Where(e => Fits(e, c)).MinBy(static e => e.Parameters)).ToHashSet();

        Conventions.AssertNone(Endpoints().Where(e => !covered.Contains(e)).Select(static e => $"{e.Method} {e.Path}"));
    }

    [Fact]
    public void Every_case_is_a_Refit_method() =>
        Conventions.AssertNone(FubCases.All.Where(static c => !Endpoints().Any(e => Fits(e, c))).Select(static c => c.Name));

    [Fact]
    public void Names_of_cases_are_unique() => Assert.Equal(FubCases.All.Count, FubCases.All.Select(static c => c.Name).Distinct(StringComparer.Ordinal).Count());

    private static bool Fits(Endpoint endpoint, FubCase call) => endpoint.Fits(call.Method, call.Request.Split('?')[0]);

    private static List<Endpoint> Endpoints() => Endpoint.Of(typeof(FubClient).Assembly);
}
