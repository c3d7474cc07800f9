using Integrations.Contracts.Tests.Wire;
using Integrations.Rezen;

namespace Integrations.Contracts.Tests.Rezen;

/// <summary>One call of the client and the one request that it must become. The request begins with the service.</summary>
internal sealed record RezenCase : VendorCase<RezenClient>
{
    /// <summary>Fields of a form in the order in which they stand. Null for a call without one.</summary>
    public IReadOnlyList<string>? Form { get; init; }

    /// <summary>What the call says it takes.</summary>
    public string Accept { get; init; } = "application/json";

    /// <summary>Path below the service and the prefix, without query.</summary>
    public string Path => Request.Split('?')[0].Split("/api/v1/")[1];
}
