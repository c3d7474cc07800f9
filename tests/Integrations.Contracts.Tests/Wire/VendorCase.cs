namespace Integrations.Contracts.Tests.Wire;

/// <summary>One call of a vendor's client and the one request that it must become.</summary>
internal abstract record VendorCase<TClient>
{
    /// <summary>Unique words.</summary>
    public required string Name { get; init; }

    public required string Method { get; init; }

    /// <summary>Path and query below what all paths begin with, the query in any order.</summary>
    public required string Request { get; init; }

    /// <summary>JSON of the body. Null for none.</summary>
    public string? Body { get; init; }

    public int Status { get; init; } = 200;

    /// <summary>Body of the answer; empty for none.</summary>
    public required string Answer { get; init; }

    public Func<TClient, CancellationToken, Task<object?>> Call { get; init; } = static (_, _) => Task.FromResult<object?>(null);

    /// <summary>What the call must give back for the answer.</summary>
    public object? Result { get; init; }

    /// <summary>True when making the call twice is the same as making it once.</summary>
    public bool IsRepeatable { get; init; }

    /// <summary>True for a call that is not one of an account.</summary>
    public virtual bool IsAnonymous => false;

    public bool IsWrite => Method != "GET";

    public sealed override string ToString() => Name;
}
