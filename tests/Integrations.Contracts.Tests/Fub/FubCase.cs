using Integrations.Contracts.Tests.Wire;
using Integrations.Fub;
using Microsoft.Extensions.DependencyInjection;

namespace Integrations.Contracts.Tests.Fub;

/// <summary>One call of the client and the one request that it must become.</summary>
internal sealed record FubCase : VendorCase<FubClient>
{
    /// <summary>The call where it is not one of an account but of the registered system, which then signs alone. Null for all others.</summary>
    public Func<IFubOAuth, CancellationToken, Task<object?>>? SystemCall { get; init; }

    /// <summary>True when the vendor wants a registered system for it.</summary>
    public bool NeedsSystem { get; init; }

    public override bool IsAnonymous => SystemCall is not null;

    public Task<object?> RunAsync(IServiceProvider services, FubClient client, CancellationToken cancellationToken) =>
        SystemCall is { } system ? system(services.GetRequiredService<IFubOAuth>(), cancellationToken) : Call(client, cancellationToken);
}
