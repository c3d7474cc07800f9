namespace Integrations.Persistence.Postgres.Tests;

/// <summary>A migrated database of its own for one test class, with the tables of both vendors.</summary>
public sealed class MigratedDatabase : TestDatabase
{
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await Migrator(null, TestFub.Descriptor, TestRezen.Descriptor).MigrateAsync(TestContext.Current.CancellationToken);
    }
}
