using Integrations.Abstractions;
using Integrations.Http;

namespace Integrations.Rezen;

/// <summary>
/// Deals and listings: each lifecycle group is a list of its own, read from the last changed record down, because no filter by change is proved. A record that changes its group carries a
/// newer stamp, so that the walk of its new group finds it.
/// </summary>
internal abstract class RezenDealSource(RezenSourceServices services, SyncStreamDescriptor descriptor, IRowMapper mapper) : RezenSource<RezenTransaction>(services, descriptor, mapper)
{
    protected override string Service => Options.Endpoints.Transactions;

    protected override DeltaReading Strategy => DeltaReading.SortedWalk;

    protected override bool HasChangeOrder => true;

    /// <summary>True when each record is read by itself beside its row.</summary>
    protected abstract bool ReadsDetail { get; }

    protected override Func<VendorCall, AccountInfo, VendorId, CancellationToken, Task<CapturedRecord<RezenTransaction>>> GetOne => (call, _, id, cancellationToken) =>
        Services.Api<IRezenTransactionsApi>(call with { Service = Service }).GetAsync(id.Value, cancellationToken);

    /// <summary>Its list is a part of the record, and the payload does not say it.</summary>
    public override SyncRecord? ReadStored(VendorId? id, ReadOnlyMemory<byte> payload) => null;

    public override async Task<VendorCount?> CountAsync(AccountInfo account, RequestTally? tally = null, CancellationToken cancellationToken = default)
    {
        if (!Options.UsesCountEndpoints)
        {
            return await base.CountAsync(account, tally, cancellationToken).ConfigureAwait(false);
        }

        VendorCall call = Services.Call(account, Descriptor.Name, "count", tally) with { Service = Service };
        RezenGroupNumbers numbers = await NumbersAsync(call, YentaId(account), cancellationToken).ConfigureAwait(false);
        var totals = Options.Groups.ToDictionary(static g => g, g => numbers.ByGroup.TryGetValue(g.ToUpperInvariant(), out long number) ? number : (long?)null, StringComparer.Ordinal);
        return totals.Values.Any(static n => n is null)
            ? null
            : new VendorCount(totals.Values.Sum()!.Value, Flags) { Parts = totals.ToDictionary(static t => t.Key, static t => t.Value!.Value, StringComparer.Ordinal) };
    }

    /// <summary>Asks for the numbers of the groups.</summary>
    protected abstract Task<RezenGroupNumbers> NumbersAsync(VendorCall call, string yentaId, CancellationToken cancellationToken);

    protected sealed override string? KeyOf(RezenTransaction model) => model.Id;

    protected sealed override DateTimeOffset? ChangedOf(RezenTransaction model) => model.UpdatedAt?.Instant;

    protected sealed override DateTimeOffset? CreatedOf(RezenTransaction model) => model.CreatedAt?.Instant;

    protected sealed override string PartOf(RezenTransaction model) => RezenDealMapper.Group(model);

    protected sealed override ValueTask<IReadOnlyList<string>?> PartsAsync(VendorCall vendorCall, AccountInfo account, CancellationToken cancellationToken) => new(Options.Groups);

    /// <summary>A record that was asked for by its id comes with all that its page has.</summary>
    protected sealed override ValueTask<Func<CapturedRecord<RezenTransaction>, string?, object>> ModelsAsync(VendorCall vendorCall, bool isOwnAddress, CancellationToken cancellationToken) =>
        new((record, part) => new RezenListed<RezenTransaction>(record, part) { HasDetail = isOwnAddress });

    protected sealed override async ValueTask<IReadOnlyList<SyncRecord>> RecordsAsync(
        AccountInfo account,
        VendorCall vendorCall,
        IReadOnlyList<CapturedRecord<RezenTransaction>> rows,
        ListWalkPage<RezenTransaction> page,
        Func<CapturedRecord<RezenTransaction>, string?, object> models,
        CancellationToken cancellationToken)
    {
        string? part = page.Ask.Part;
        if (!ReadsDetail)
        {
            return [.. rows.Select(row => Record(account, row, models, part))];
        }

        // What is older than the walk reaches is stored with its detail; its bare row would only undo that.
        CapturedRecord<RezenTransaction>[] changed = [.. rows.Where(row => !(row.Value?.UpdatedAt?.Instant < page.Floor))];
        IRezenTransactionsApi api = Services.Api<IRezenTransactionsApi>(vendorCall with { Service = Service, Operation = "read detail" });
        return await SideBySide.AskAsync(
            changed,
            RezenSourceServices.SideBySide,
            async (row, token) => await DetailAsync(api, row, token).ConfigureAwait(false) is { } detail
                ? Record(account, detail, static (record, group) => new RezenListed<RezenTransaction>(record, group) { HasDetail = true }, part)
                : Record(account, row, models, part),
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The words in which an order is asked for. By creation a new record comes last, so that pages do not move.</summary>
    protected static RezenTransactionsQuery Query(ListAsk ask, PageNumber page) => new()
    {
        PageNumber = page.Number,
        PageSize = page.Size,
        SortBy = ask.Order == PageOrder.NewestChangeFirst ? "UPDATED_AT" : "CREATED_AT",
        SortDirection = ask.Order == PageOrder.Stable ? "ASC" : "DESC",
    };

    /// <summary>The group of a page, as the vendor writes it.</summary>
    protected string Group(ListAsk ask) => RezenGroups.Word(Options, ask.Part!);

    /// <summary>The record by itself. Null where the key may list it and not open it, or it is just gone: its row is what there is then.</summary>
    private async Task<CapturedRecord<RezenTransaction>?> DetailAsync(IRezenTransactionsApi api, CapturedRecord<RezenTransaction> row, CancellationToken cancellationToken)
    {
        if (row.Value is null || IdOf(row) is not { } id)
        {
            return null;
        }

        try
        {
            CapturedRecord<RezenTransaction> detail = await api.GetAsync(id.Value, cancellationToken).ConfigureAwait(false);
            return detail.Value is null || IdOf(detail) == id ? detail : throw new IntegrationProtocolException($"{Descriptor.Name}: the vendor answered with another record than the one asked for.");
        }
        catch (Exception e) when (e is IntegrationNotFoundException || (e is IntegrationAuthorizationException refused && !RezenErrorReader.IsEdge(refused)))
        {
            return null;
        }
    }
}
