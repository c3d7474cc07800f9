using Integrations.Testing;

namespace Integrations.Fub.Tests;

public sealed class UsersSourceTests : SyncSourceContractTests
{
    protected override ValueTask<SyncSourceHarness> CreateHarnessAsync(CancellationToken cancellationToken) => new(new FubStubHarness("users", "user", openEnum: "role"));
}
