using Integrations.Testing;

namespace Integrations.Rezen.Tests;

public sealed class TransactionsSourceTests : SyncSourceContractTests
{
    protected override ValueTask<SyncSourceHarness> CreateHarnessAsync(CancellationToken cancellationToken) => new(new RezenStubHarness("transactions", "transaction", openEnum: "transactionType"));
}
