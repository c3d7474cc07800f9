using Integrations.Testing;

namespace Integrations.Fub.Tests;

public sealed class PeopleSourceTests : SyncSourceContractTests
{
    protected override ValueTask<SyncSourceHarness> CreateHarnessAsync(CancellationToken cancellationToken) => new(new FubStubHarness("people", "person", openEnum: "createdVia"));
}
