using System.Reflection;
using Refit;

namespace Integrations.Contracts.Tests.Wire;

/// <summary>One method of a Refit interface, as it stands on the wire.</summary>
internal sealed record Endpoint(string Method, string Path)
{
    /// <summary>Parameters in the path: of two that fit a request, the one with fewer is meant.</summary>
    public int Parameters => Path.Count(static c => c == '{');

    /// <summary>True for a method whose path is an option.</summary>
    public bool IsConfigured => Path.Contains("{**", StringComparison.Ordinal);

    /// <summary>All of a package.</summary>
    public static List<Endpoint> Of(Assembly package) =>
    [
        .. package.GetTypes().Where(static t => t.IsInterface).SelectMany(static t => t.GetMethods())
            .Select(static m => m.GetCustomAttributes<HttpMethodAttribute>().SingleOrDefault()).OfType<HttpMethodAttribute>()
            .Select(static a => new Endpoint(a.Method.Method, a.Path)),
    ];

    public bool Fits(string method, string path)
    {
        var wanted = Path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var asked = path.Split('/');
        return method == Method && wanted.Length == asked.Length && wanted.Zip(asked).All(static pair => pair.First[0] == '{' || pair.First == pair.Second);
    }
}
