using Integrations.Testing;

// Most of these tests wait for leases, delays and disks, so more of them than there are processors run at a time.
[assembly: CollectionBehavior(MaxParallelThreads = 3)]
[assembly: AssemblyFixture(typeof(PostgresFixture))]
