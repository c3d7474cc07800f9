using Integrations.Testing;

namespace Integrations.Rezen.Tests;

public sealed class ReferralCodeSourceTests : SyncSourceContractTests
{
    protected override ValueTask<SyncSourceHarness> CreateHarnessAsync(CancellationToken cancellationToken) => new(new RezenStubHarness("referralCode", "referral-code"));
}
