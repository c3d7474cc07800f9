using Integrations.Testing;

namespace Integrations.Fub.Tests;

public sealed class TextMessagesSourceTests : SyncSourceContractTests
{
    protected override ValueTask<SyncSourceHarness> CreateHarnessAsync(CancellationToken cancellationToken) => new(new FubStubHarness("textMessages", "text-message"));
}
