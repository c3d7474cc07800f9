using Microsoft.Extensions.DependencyInjection;

namespace Integrations.Abstractions;

/// <summary>What <c>AddIntegrations()</c> returns: packages hang their registrations on it.</summary>
public interface IIntegrationsBuilder
{
    /// <summary>The host's services.</summary>
    IServiceCollection Services { get; }
}
