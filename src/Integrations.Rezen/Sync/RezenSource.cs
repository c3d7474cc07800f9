using Integrations.Abstractions;
using Integrations.Http;

namespace Integrations.Rezen;

/// <summary>What the sources of plain lists share.</summary>
/// <typeparam name="T">Wire model.</typeparam>
internal abstract class RezenSource<T>(RezenSourceServices services, SyncStreamDescriptor descriptor, IRowMapper mapper) : ListSource<T>(services, descriptor, mapper)
    where T : class
{
    protected RezenSourceServices Services => services;

    protected RezenOptions Options => services.Options;

    /// <summary>The service that is asked.</summary>
    protected abstract string Service { get; }

    /// <summary>True when the vendor's identifiers of the stream are UUIDs. False for records whose shape was never recorded.</summary>
    protected virtual bool HasUuids => true;

    /// <summary>Kind of record in <see cref="RezenOptions.FieldPaths"/>. Null, as by default, where the places of all properties are known.</summary>
    protected virtual string? FieldKind => null;

    /// <summary>The payload alone makes a record where the stream is one list.</summary>
    public override SyncRecord? ReadStored(VendorId? id, ReadOnlyMemory<byte> payload)
    {
        CapturedRecord<T> record = Placed(CapturedJson.ReadRecord(payload, RezenJsonContext.Of<T>()));
        return new SyncRecord
        {
            Id = id ?? IdOf(record),
            VendorUpdatedAt = record.Value is { } value ? ChangedOf(value) : null,
            Raw = record.Raw,
            Original = record.Original,
            Model = record.Value is null ? null : new RezenListed<T>(record, Part: null),
            Problem = record.Problem ?? (record.Value is { } model ? ProblemOf(model) : null),
        };
    }

    /// <summary>The vendor's id of a model as it came.</summary>
    protected abstract string? KeyOf(T model);

    /// <summary>Asks for a page. A list that comes whole is asked for without number and size.</summary>
    protected abstract Task<RezenPage<T>> PageAsync(VendorCall call, string yentaId, ListAsk ask, PageNumber page, CancellationToken cancellationToken);

    protected override Task<ListPage<T>> ListAsync(VendorCall vendorCall, AccountInfo account, ListAsk ask, CancellationToken cancellationToken)
    {
        VendorCall call = vendorCall with { Service = Service };
        return NumberedPages.ReadAsync(
            ask,
            async (page, token) =>
            {
                RezenPage<T> read = await PageAsync(call, YentaId(account), ask, page, token).ConfigureAwait(false);
                return new NumberedPage<T>(FieldKind is null ? read.Records : [.. read.Records.Select(Placed)]) { Number = read.PageNumber, Size = read.PageSize, HasNext = read.HasNext, Total = read.Total, ServerTime = read.ServerTime };
            },
            cancellationToken);
    }

    protected override VendorId? IdOf(CapturedRecord<T> record) => record.Value is { } model ? IdOf(model) : Read(CapturedJson.Scalar(record.Raw.Span, "id"));

    protected override VendorId? IdOf(T model) => Read(KeyOf(model));

    protected override RecordProblem? ProblemOf(T model) => KeyOf(model) is { } key && !string.IsNullOrWhiteSpace(key) && Read(key) is null ? RezenIds.Invalid : null;

    protected override void CheckIds(IReadOnlyList<VendorId> ids) => RezenIds.Check(ids, IdsPerRead, id => Read(id) is not null);

    protected override ValueTask<Func<CapturedRecord<T>, string?, object>> ModelsAsync(VendorCall vendorCall, bool isOwnAddress, CancellationToken cancellationToken) =>
        new(static (record, part) => new RezenListed<T>(record, part));

    /// <summary>The owner of the key, in whose name lists are asked for.</summary>
    protected string YentaId(AccountInfo account) => RezenIds.Uuid(account.VendorAccountId)
        ?? throw new IntegrationConfigurationException(
            $"{Descriptor.Name}: the account has no yenta id. Connect it again, so that its identity is read.",
            new ErrorContext { Vendor = RezenDefaults.Vendor, Account = account.Ref, Stream = Descriptor.Name });

    /// <summary>A list that the vendor gives whole.</summary>
    protected static RezenPage<T> Whole(RezenPage<T> page) => new(page.Records) { PageNumber = 0, HasNext = false, Total = page.Records.Count, ServerTime = page.ServerTime };

    private CapturedRecord<T> Placed(CapturedRecord<T> record) => FieldKind is { } kind ? RezenFields.Place(record, kind, Options.FieldPaths) : record;

    private VendorId? Read(string? text) => (HasUuids ? RezenIds.Uuid(text) : RezenIds.Plain(text)) is { } id ? new VendorId(id) : null;
}
