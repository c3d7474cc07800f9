using Integrations.Abstractions;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Integrations.Persistence.Postgres.Tests;

public sealed class MigrationTests(LocalPostgres postgres)
{
    [Fact]
    public async Task Second_migration_does_nothing()
    {
        await using NpgsqlDataSource dataSource = await postgres.CreateAsync();
        VendorDescriptor fub = new() { Name = "fub", Platform = "FUB", AccountTable = "fub_accounts", VendorAccountIdColumn = "account_id_raw", VendorUserIdColumn = "fub_uid", JobAccountColumn = "fub_account_id", OnboardingJobTable = "fub_onboarding_jobs", SyncJobTable = "fub_sync_jobs", Streams = [] };
        PostgresMigrator migrator = new(dataSource, [fub], Options.Create(new PostgresOptions()), NullLogger<PostgresMigrator>.Instance);
        var first = await migrator.MigrateAsync(TestContext.Current.CancellationToken);
        Assert.NotEmpty(first);
        Assert.Empty(await migrator.MigrateAsync(TestContext.Current.CancellationToken));
    }
}
