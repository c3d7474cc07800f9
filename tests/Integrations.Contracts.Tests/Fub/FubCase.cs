using Integrations.Fub;
using Microsoft.Extensions.DependencyInjection;

namespace Integrations.Contracts.Tests.Fub;

/// <summary>One call of the client and the one request that it must become.</summary>
internal sealed record FubCase
{
    /// <summary>Unique words.</summary>
    public required string Name { get; init; }

    public required string Method { get; init; }

    /// <summary>Path and query below the version, the query in any order.</summary>
    public required string Request { get; init; }

    /// <summary>JSON of the body. Null for none.</summary>
    public string? Body { get; init; }

    public int Status { get; init; } = 200;

    /// <summary>Body of the answer; empty for none.</summary>
    public required string Answer { get; init; }

    public Func<FubClient, CancellationToken, Task<object?>> Call { get; init; } = static (_, _) => Task.FromResult<object?>(null);

    /// <summary>The call where it is not one of an account but of the registered system, which then signs alone. Null for all others.</summary>
    public Func<IFubOAuth, CancellationToken, Task<object?>>? SystemCall { get; init; }

    /// <summary>What the call must give back for the answer.</summary>
    public object? Result { get; init; }

    /// <summary>True when the vendor wants a registered system for it.</summary>
    public bool NeedsSystem { get; init; }

    /// <summary>True when making the call twice is the same as making it once.</summary>
    public bool IsRepeatable { get; init; }

    public bool IsWrite => Method != "GET";

    public Task<object?> RunAsync(IServiceProvider services, FubClient client, CancellationToken cancellationToken) =>
        SystemCall is { } system ? system(services.GetRequiredService<IFubOAuth>(), cancellationToken) : Call(client, cancellationToken);

    public override string ToString() => Name;
}
