using Integrations.Testing;

namespace Integrations.Rezen.Tests;

public sealed class PendingContributionsSourceTests : SyncSourceContractTests
{
    protected override ValueTask<SyncSourceHarness> CreateHarnessAsync(CancellationToken cancellationToken) => new(new RezenStubHarness("pendingContributions", "contribution"));
}
