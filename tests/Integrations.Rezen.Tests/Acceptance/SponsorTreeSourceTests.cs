using Integrations.Testing;

namespace Integrations.Rezen.Tests;

public sealed class SponsorTreeSourceTests : SyncSourceContractTests
{
    protected override ValueTask<SyncSourceHarness> CreateHarnessAsync(CancellationToken cancellationToken) => new(new RezenStubHarness("sponsorTree", "sponsor", openEnum: "status"));
}
