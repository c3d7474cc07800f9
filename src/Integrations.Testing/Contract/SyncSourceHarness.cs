using System.Text.Json.Nodes;
using Integrations.Abstractions;

namespace Integrations.Testing;

/// <summary>
/// What <see cref="SyncSourceContractTests"/> needs of a vendor: a source wired to a stub of the vendor over real sockets, and a hand on that stub. Most vendors derive from
/// <see cref="StubVendorHarness"/>; one that has a simulator may derive from this class and drive the simulator.
/// </summary>
public abstract class SyncSourceHarness : IAsyncDisposable
{
    /// <summary>The source under test, with its real HTTP chain.</summary>
    public abstract ISyncSource Source { get; }

    /// <summary>The account that is read.</summary>
    public abstract AccountInfo Account { get; }

    /// <summary>Number of records that the source asks of a page. The suite fills several pages.</summary>
    public abstract int PageSize { get; }

    /// <summary>The credential's secret, of which no trace may be in an error.</summary>
    public abstract string Secret { get; }

    /// <summary>Top-level property that the wire model holds as an open enum. Null when the stream has none.</summary>
    public virtual string? OpenEnumProperty => null;

    /// <summary>False where a vendor knows no renewal and the source therefore stops at the first 401.</summary>
    public virtual bool CanRenewCredential => true;

    /// <summary>False for a list that the vendor gives whole in one answer.</summary>
    public virtual bool IsPaged => true;

    /// <summary>Requests that the source may have under way at once. Default 1.</summary>
    public virtual int RequestsAtOnce => 1;

    /// <summary>Records that the account can hold at most. 1 for a stream that is one object. Default: any number.</summary>
    public virtual int MaxRecords => int.MaxValue;

    /// <summary>True where a refusal (403) of a single record is what there is to know of it, and no error. Default false.</summary>
    public virtual bool IsRefusedByRecord => false;

    /// <summary>A valid record as the vendor sends it. Numbers begin at 1; a higher number is a newer record.</summary>
    public abstract JsonObject MakeRecord(int number);

    /// <summary>Identifier of <see cref="MakeRecord"/>'s record.</summary>
    public abstract VendorId IdOf(int number);

    /// <summary>Takes away what identifies the record. By default the property <c>id</c>.</summary>
    public virtual void RemoveId(JsonObject record) => record.Remove("id");

    /// <summary>Sets what the account holds. Each text is one element of the vendor's array, and need not be an object.</summary>
    public abstract void SetRecords(IReadOnlyList<string> records);

    /// <summary>Lets the next requests fail; see <see cref="StubVendorServer.Fail"/>.</summary>
    public abstract void Fail(VendorFault fault, int requests);

    /// <summary>From now on every page says that there is more, and names the same place to go on, for ever.</summary>
    public abstract void RepeatCursor();

    /// <summary>Stores another valid credential; the vendor refuses the former one with 401 from now on.</summary>
    public abstract ValueTask ReplaceCredentialAsync(CancellationToken cancellationToken = default);

    /// <summary>Everything that the vendor received.</summary>
    public abstract IReadOnlyList<VendorExchange> Exchanges { get; }

    /// <summary>True while the vendor is answering a request.</summary>
    public abstract bool IsBusy { get; }

    /// <summary>Completes when a request is held by <see cref="VendorFault.Hold"/>.</summary>
    public abstract Task WaitUntilHeldAsync(CancellationToken cancellationToken = default);

    /// <summary>Moves the clock of the source. Does nothing where the source runs on the system's clock with short delays.</summary>
    public abstract void Advance(TimeSpan by);

    /// <inheritdoc/>
    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}
