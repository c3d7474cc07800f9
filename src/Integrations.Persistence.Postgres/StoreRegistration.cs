using Microsoft.Extensions.DependencyInjection;

namespace Integrations.Persistence.Postgres;

/// <summary>Registers the stores of the data path.</summary>
internal static class StoreRegistration
{
    public static IServiceCollection AddStores(this IServiceCollection services) => services;
}
