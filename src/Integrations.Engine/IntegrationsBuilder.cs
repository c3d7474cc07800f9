using Integrations.Abstractions;
using Microsoft.Extensions.DependencyInjection;

namespace Integrations.Engine;

/// <summary>What <see cref="IntegrationsServiceCollectionExtensions.AddIntegrations"/> returns.</summary>
public sealed class IntegrationsBuilder : IIntegrationsBuilder
{
    internal IntegrationsBuilder(IServiceCollection services) => Services = services;

    /// <inheritdoc/>
    public IServiceCollection Services { get; }
}
