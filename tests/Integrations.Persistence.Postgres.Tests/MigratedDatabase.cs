namespace Integrations.Persistence.Postgres.Tests;

/// <summary>A migrated database of its own for one test class.</summary>
public sealed class MigratedDatabase : TestDatabase
{
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await Migrator(null, TestFub.Descriptor).MigrateAsync(TestContext.Current.CancellationToken);
    }
}
