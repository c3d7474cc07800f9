using Integrations.Testing;

namespace Integrations.Rezen.Tests;

public sealed class AgentDataSourceTests : SyncSourceContractTests
{
    protected override ValueTask<SyncSourceHarness> CreateHarnessAsync(CancellationToken cancellationToken) => new(new RezenStubHarness("agentData", "me", openEnum: "agentStatus"));
}
