using Integrations.Testing;
using Xunit.v3;

// Most of these tests wait for leases, delays and disks, so more of them than there are processors run at a time.
[assembly: Parallelization(MaxThreads = 3)]
[assembly: TestCollectionOrderer(typeof(Integrations.EndToEnd.LongestFirst))]
[assembly: AssemblyFixture(typeof(PostgresFixture))]
