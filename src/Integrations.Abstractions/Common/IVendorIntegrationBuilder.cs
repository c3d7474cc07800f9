using Microsoft.Extensions.DependencyInjection;

namespace Integrations.Abstractions;

/// <summary>What <c>Add{Vendor}Integration()</c> returns.</summary>
public interface IVendorIntegrationBuilder
{
    /// <summary>The host's services.</summary>
    IServiceCollection Services { get; }

    /// <summary>Vendor name in lower case.</summary>
    string Vendor { get; }
}
