using Integrations.Testing;

namespace Integrations.Fub.Tests;

public sealed class EventsSourceTests : SyncSourceContractTests
{
    protected override ValueTask<SyncSourceHarness> CreateHarnessAsync(CancellationToken cancellationToken) => new(new FubStubHarness("events", "event", openEnum: "type"));
}
