using Integrations.Abstractions;
using Integrations.Http;

namespace Integrations.Fub;

/// <summary>What the sources of plain lists share.</summary>
/// <typeparam name="T">Wire model.</typeparam>
internal abstract class FubSource<T>(FubSourceServices services, SyncStreamDescriptor descriptor, IRowMapper mapper) : ListSource<T>(services, descriptor, mapper)
    where T : class
{
    protected FubSourceServices Services => services;

    protected FubOptions Options => services.Options;

    protected override bool CanListByIds => true;

    protected override bool HasCreatedFilter => true;

    protected sealed override bool HasChangeOrder => ChangeSort is not null;

    /// <summary>Sort word for last changed first. Null when the list does not know that order.</summary>
    protected virtual string? ChangeSort => null;

    /// <summary>Asks for one record at its own address. Null where the vendor has none.</summary>
    protected virtual Func<VendorCall, long, CancellationToken, Task<FubItem<T>>>? GetItem => null;

    protected sealed override Func<VendorCall, AccountInfo, VendorId, CancellationToken, Task<CapturedRecord<T>>>? GetOne => GetItem is { } get
        ? async (call, _, id, cancellationToken) => (await get(call, FubIds.Number(id), cancellationToken).ConfigureAwait(false)).Record
        : null;

    public override SyncRecord? ReadStored(VendorId? id, ReadOnlyMemory<byte> payload)
    {
        CapturedRecord<T> record = CapturedJson.ReadRecord(payload, FubJsonContext.Of<T>());
        return record.ToSyncRecord(IdOf(record), record.Value is { } model ? ChangedOf(model) : null);
    }

    /// <summary>Asks for a page of the list.</summary>
    protected abstract Task<FubPage<T>> ListAsync(VendorCall call, FubAsk ask, CancellationToken cancellationToken);

    /// <summary>The vendor's number of a record.</summary>
    protected abstract long? NumberOf(T model);

    /// <summary>Change stamp. Null where the vendor has none.</summary>
    protected virtual FubTime? ChangeTimeOf(T model) => null;

    /// <summary>Creation stamp. Null where the vendor has none.</summary>
    protected virtual FubTime? CreationTimeOf(T model) => null;

    protected sealed override Task<ListPage<T>> ListAsync(VendorCall call, AccountInfo account, ListAsk ask, CancellationToken cancellationToken) =>
        FubPager.ReadAsync(FubPager.Ask(ask, ChangeSort), (a, token) => ListAsync(call, a, token), cancellationToken);

    protected sealed override VendorId? IdOf(CapturedRecord<T> record) => FubIds.Of(record, NumberOf);

    protected sealed override VendorId? IdOf(T model) => NumberOf(model) is { } id and > 0 ? VendorId.From(id) : null;

    protected sealed override long? NumberOf(VendorId id) => FubIds.Number(id);

    protected sealed override void CheckIds(IReadOnlyList<VendorId> ids) => FubIds.Check(ids);

    protected sealed override DateTimeOffset? ChangedOf(T model) => ChangeTimeOf(model)?.Instant;

    protected sealed override DateTimeOffset? CreatedOf(T model) => CreationTimeOf(model)?.Instant;
}
