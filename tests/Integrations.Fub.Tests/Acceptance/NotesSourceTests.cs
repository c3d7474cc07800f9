using Integrations.Testing;

namespace Integrations.Fub.Tests;

public sealed class NotesSourceTests : SyncSourceContractTests
{
    protected override ValueTask<SyncSourceHarness> CreateHarnessAsync(CancellationToken cancellationToken) => new(new FubStubHarness("notes", "note"));
}
