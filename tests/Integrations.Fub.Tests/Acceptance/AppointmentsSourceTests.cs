using Integrations.Testing;

namespace Integrations.Fub.Tests;

public sealed class AppointmentsSourceTests : SyncSourceContractTests
{
    protected override ValueTask<SyncSourceHarness> CreateHarnessAsync(CancellationToken cancellationToken) => new(new FubStubHarness("appointments", "appointment"));
}
