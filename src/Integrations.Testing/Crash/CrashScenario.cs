namespace Integrations.Testing;

/// <summary>What a <see cref="CrashSeries"/> works on: one migrated database and one vendor, made for one series. Changes, work and comparisons do not go through the workers' proxies.</summary>
public abstract class CrashScenario : IAsyncDisposable
{
    /// <summary>The database. Workers get a copy of it that leads through a proxy.</summary>
    public abstract string ConnectionString { get; }

    /// <summary>Root of the vendor's API, plain HTTP. Workers get a copy of it that leads through a proxy.</summary>
    public abstract Uri VendorAddress { get; }

    /// <summary>Schema of the library's tables.</summary>
    public virtual string Schema => "integrations";

    /// <summary>
    /// Sees to it that the workers have work on which they pass the point: asks for jobs, connects a further account. Called again and again until the point is reached, so it must
    /// do nothing while there is enough to do.
    /// </summary>
    /// <returns>False when no work of this series can lead there; another point is taken then.</returns>
    public abstract Task<bool> ProvideWorkAsync(CrashPoint point, CancellationToken cancellationToken = default);

    /// <summary>Changes a few of the vendor's records: creates, edits, deletes, several within one tick of the vendor's clock. Called from several threads, while the vendor is read.</summary>
    /// <param name="seed">Chooses the changes.</param>
    public abstract void ChangeVendor(int seed);

    /// <summary>
    /// Does what only a person can do when an account asks for it, such as to sign in again after its tokens were lost, and asks anew for what the account was last asked for. Called
    /// again and again. Returns how many accounts asked for it.
    /// </summary>
    public virtual Task<int> SignInAgainAsync(CancellationToken cancellationToken = default) => Task.FromResult(0);

    /// <summary>Asks for a delta of every stream. The vendor is quiet from now on.</summary>
    public abstract Task RequestDeltaAsync(CancellationToken cancellationToken = default);

    /// <summary>Asks for a full read of every stream.</summary>
    public abstract Task RequestFullReadAsync(CancellationToken cancellationToken = default);

    /// <summary>Compares mirror and core tables with the vendor's own truth.</summary>
    /// <param name="isFullyRead">
    /// False after the delta: whatever the vendor has must be there, with its present content. A full read would hide a cursor that ran ahead. True after the full read: nothing else may be there.
    /// </param>
    /// <param name="cancellationToken">Stops the comparison.</param>
    public abstract Task<IReadOnlyList<CrashFinding>> CompareAsync(bool isFullyRead, CancellationToken cancellationToken = default);

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();
}
