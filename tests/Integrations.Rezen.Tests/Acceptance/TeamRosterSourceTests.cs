using Integrations.Testing;

namespace Integrations.Rezen.Tests;

public sealed class TeamRosterSourceTests : SyncSourceContractTests
{
    protected override ValueTask<SyncSourceHarness> CreateHarnessAsync(CancellationToken cancellationToken) => new(new RezenStubHarness("teamRoster", "team-member"));
}
