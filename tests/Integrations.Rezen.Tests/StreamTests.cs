using Integrations.Abstractions;

namespace Integrations.Rezen.Tests;

public sealed class StreamTests
{
    [Fact]
    public void Every_dependency_is_read_before_its_dependant()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (SyncStreamDescriptor stream in RezenStreams.All)
        {
            Assert.Subset(seen, stream.DependsOn.ToHashSet(StringComparer.Ordinal));
            Assert.True(seen.Add(stream.Name.Entity));
        }
    }

    [Fact]
    public void The_streams_are_the_entities_of_the_sync_state_table() => Assert.Equal(
        [
            "agentData", "contributions", "equity", "listings", "networkCap", "networkDownline", "networkFrontline", "pendingContributions", "referralCode", "revsharePayments", "sponsorTree",
            "teamRoster", "transactions",
        ],
        RezenStreams.All.Select(static s => s.Name.Entity).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_reference_points_at_a_column_of_a_table_of_this_vendor()
    {
        Dictionary<string, EntityTable> tables = RezenStreams.All.ToDictionary(static s => s.Table.Name, static s => s.Table, StringComparer.Ordinal);
        foreach (EntityTable table in tables.Values)
        {
            foreach (EntityReference reference in table.References)
            {
                EntityColumn target = Assert.Single(tables[reference.TargetTable].Columns, c => c.Name == reference.TargetColumn);
                Assert.Equal(target.Type, table.Columns.Single(c => c.Name == reference.LocalColumn).Type);
            }
        }
    }
}
