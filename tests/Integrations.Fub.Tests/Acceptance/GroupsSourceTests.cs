using Integrations.Testing;

namespace Integrations.Fub.Tests;

public sealed class GroupsSourceTests : SyncSourceContractTests
{
    protected override ValueTask<SyncSourceHarness> CreateHarnessAsync(CancellationToken cancellationToken) => new(new FubStubHarness("groups", "group", openEnum: "type"));
}
