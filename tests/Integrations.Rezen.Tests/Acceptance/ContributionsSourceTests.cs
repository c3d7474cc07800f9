using Integrations.Testing;

namespace Integrations.Rezen.Tests;

public sealed class ContributionsSourceTests : SyncSourceContractTests
{
    protected override ValueTask<SyncSourceHarness> CreateHarnessAsync(CancellationToken cancellationToken) => new(new RezenStubHarness("contributions", "contribution"));
}
