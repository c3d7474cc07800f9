using Integrations.Testing;

namespace Integrations.Rezen.Tests;

public sealed class RevsharePaymentsSourceTests : SyncSourceContractTests
{
    protected override ValueTask<SyncSourceHarness> CreateHarnessAsync(CancellationToken cancellationToken) => new(new RezenStubHarness("revsharePayments", "revenue-share-payment"));
}
