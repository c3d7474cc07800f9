using Integrations.Testing;

namespace Integrations.Fub.Tests;

public sealed class TasksSourceTests : SyncSourceContractTests
{
    protected override ValueTask<SyncSourceHarness> CreateHarnessAsync(CancellationToken cancellationToken) => new(new FubStubHarness("tasks", "task", openEnum: "type"));
}
