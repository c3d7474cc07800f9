namespace Integrations.Benchmarks;

/// <summary>A running simulator, whichever vendor's.</summary>
internal abstract class BenchSimulator : IAsyncDisposable
{
    /// <summary>Where a host reaches it.</summary>
    public abstract Uri Address { get; }

    /// <summary>A key of each account, in their order.</summary>
    public abstract IReadOnlyList<string> Keys { get; }

    /// <summary>Records of a stream that an account's key can read now.</summary>
    /// <param name="account">Place of the account in <see cref="Keys"/>.</param>
    /// <param name="entity">Word of the stream.</param>
    public abstract long Count(int account, string entity);

    /// <summary>Changes one record in a hundred of each stream that <see cref="BenchVendor.DeltaEntities"/> names and that can change.</summary>
    public abstract void ChangeOneInHundred();

    public abstract ValueTask DisposeAsync();
}
