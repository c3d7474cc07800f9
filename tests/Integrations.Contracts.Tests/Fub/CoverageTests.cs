using System.Reflection;
using Integrations.Fub;
using Refit;

namespace Integrations.Contracts.Tests.Fub;

/// <summary>That the list of cases is complete.</summary>
public sealed class CoverageTests
{
    private sealed record Endpoint(string Method, string Path)
    {
        /// <summary>Parameters in the path: of two that fit a request, the one with fewer is meant.</summary>
        public int Parameters => Path.Count(static c => c == '{');

        public bool Fits(FubCase call)
        {
            var wanted = Path.Split('/', StringSplitOptions.RemoveEmptyEntries);
            var asked = call.Request.Split('?')[0].Split('/');
            return call.Method == Method && wanted.Length == asked.Length && wanted.Zip(asked).All(static pair => pair.First[0] == '{' || pair.First == pair.Second);
        }
    }

    [Fact]
    public void Every_Refit_method_has_a_contract_case()
    {
        var covered = FubCases.All.Select(static c => Endpoints().Where(e => e.Fits(c)).MinBy(static e => e.Parameters)).ToHashSet();

        Conventions.AssertNone(Endpoints().Where(e => !covered.Contains(e)).Select(static e => $"{e.Method} {e.Path}"));
    }

    [Fact]
    public void Every_case_is_a_Refit_method() =>
        Conventions.AssertNone(FubCases.All.Where(static c => !Endpoints().Any(e => e.Fits(c))).Select(static c => c.Name));

    [Fact]
    public void Names_of_cases_are_unique() => Assert.Equal(FubCases.All.Count, FubCases.All.Select(static c => c.Name).Distinct(StringComparer.Ordinal).Count());

    private static List<Endpoint> Endpoints() =>
    [
        .. typeof(FubClient).Assembly.GetTypes().Where(static t => t.IsInterface).SelectMany(static t => t.GetMethods())
            .Select(static m => m.GetCustomAttributes<HttpMethodAttribute>().SingleOrDefault()).OfType<HttpMethodAttribute>()
            .Select(static a => new Endpoint(a.Method.Method, a.Path)),
    ];
}
