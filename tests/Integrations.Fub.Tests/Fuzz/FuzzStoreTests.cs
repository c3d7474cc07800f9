using Integrations.Abstractions;
using Integrations.Persistence.Postgres;
using Integrations.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Npgsql;

namespace Integrations.Fub.Tests;

public sealed class FuzzStoreTests : FuzzStoreContractTests
{
    protected override IReadOnlyList<FuzzStream> Streams => FubFuzzStream.All;

    protected override AccountRegistration Account { get; } = new()
    {
        Vendor = FubDefaults.Vendor,
        Credential = new VendorCredential { ApiKey = "fka_Synthetic" },
        Identity = new VendorIdentity { AccountId = "1700000001", UserId = "fau_Synthetic" },
    };

    protected override async Task<IServiceProvider> OpenAsync(NpgsqlDataSource data, CancellationToken cancellationToken)
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(new FakeTimeProvider(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero)));
        services.AddFubIntegration();
        new Builder(services).UsePostgres(data);
        ServiceProvider provider = services.BuildServiceProvider();
        await provider.GetRequiredService<PostgresMigrator>().MigrateAsync(cancellationToken);
        return provider;
    }

    private sealed class Builder(IServiceCollection services) : IIntegrationsBuilder
    {
        public IServiceCollection Services { get; } = services;
    }
}
