using System.Runtime.CompilerServices;
using Integrations.Abstractions;
using Integrations.Http;

namespace Integrations.Rezen;

/// <summary>
/// The caps of the network: one call for each agent of the down-line, and at the end the owner's own. A cap that the vendor refuses to show is a row that says so and no error (expected for
/// some, Observed).
/// </summary>
internal sealed class RezenNetworkCapSource(RezenSourceServices services)
    : RezenSource<RezenNetworkAgent>(services, RezenStreams.NetworkCap, new RowMapper<RezenAgentCap, RezenAgentCapRow>(RezenStreams.NetworkCap, RezenCapMapper.Map))
{
    private const string Own = "own";

    private static readonly ReadOnlyMemory<byte> s_nothing = "{}"u8.ToArray();

    protected override string Service => Options.Endpoints.Network;

    /// <summary>Each is asked for, though the list has no address of single agents.</summary>
    public override int IdsPerRead => 100;

    public override SyncRecord? ReadStored(VendorId? id, ReadOnlyMemory<byte> payload) => null;

    /// <summary>Some agents have no cap, so the number of agents is no count of caps.</summary>
    public override Task<VendorCount?> CountAsync(AccountInfo account, RequestTally? tally = null, CancellationToken cancellationToken = default) => Task.FromResult<VendorCount?>(null);

    /// <summary>An agent's cap has no address but that of the agent, so single ones are asked for as pages ask for them.</summary>
    public override async Task<IReadOnlyList<SyncRecord>> ReadByIdsAsync(AccountInfo account, IReadOnlyList<VendorId> ids, RequestTally? tally = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(account);
        ArgumentNullException.ThrowIfNull(ids);
        CheckIds(ids);
        VendorCall call = Services.Call(account, Descriptor.Name, "read by id", tally);
        return await CapsAsync(call, [.. ids.Distinct()], isGoneDeleted: true, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Which agents have a cap is only known when each is asked for.</summary>
    public override async IAsyncEnumerable<KeyPage> ReadKeys(
        AccountInfo account, SyncCursor? cursor = null, RequestTally? tally = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var request = new SyncRequest { Account = account, Mode = SyncMode.Full, Cursor = cursor, Tally = tally };
        await foreach (SyncPage page in ReadPages(request, cancellationToken).ConfigureAwait(false))
        {
            yield return new KeyPage([.. page.Records.Select(static r => new SourceKey(r.Id!.Value, VendorUpdatedAt: null))], page.Next, page.IsLast);
        }
    }

    protected override string? KeyOf(RezenNetworkAgent model) => model.Id;

    protected override ValueTask<IReadOnlyList<string>?> PartsAsync(VendorCall vendorCall, AccountInfo account, CancellationToken cancellationToken) => new([.. RezenTiers.Parts(Options), Own]);

    protected override Task<RezenPage<RezenNetworkAgent>> PageAsync(VendorCall call, string yentaId, ListAsk ask, PageNumber page, CancellationToken cancellationToken) =>
        string.Equals(ask.Part, Own, StringComparison.Ordinal)
            ? Task.FromResult(Whole(new RezenPage<RezenNetworkAgent>([new CapturedRecord<RezenNetworkAgent>(s_nothing, null, new RezenNetworkAgent { Id = yentaId }, null)])))
            : RezenNetwork.DownLineAsync(Services, call, yentaId, ask, page, cancellationToken);

    protected override async ValueTask<IReadOnlyList<SyncRecord>> RecordsAsync(
        AccountInfo account,
        VendorCall vendorCall,
        IReadOnlyList<CapturedRecord<RezenNetworkAgent>> rows,
        ListWalkPage<RezenNetworkAgent> page,
        Func<CapturedRecord<RezenNetworkAgent>, string?, object> models,
        CancellationToken cancellationToken) =>
        await CapsAsync(vendorCall, [.. rows.Select(IdOf).OfType<VendorId>().Distinct()], isGoneDeleted: false, cancellationToken).ConfigureAwait(false);

    private async Task<IReadOnlyList<SyncRecord>> CapsAsync(VendorCall call, IReadOnlyList<VendorId> agents, bool isGoneDeleted, CancellationToken cancellationToken)
    {
        IRezenConfiguredApi api = Services.Api<IRezenConfiguredApi>(call with { Service = Options.Endpoints.Cap });
        SyncRecord?[] caps = await SideBySide.AskAsync(agents, RezenSourceServices.SideBySide, (agent, token) => CapAsync(api, agent, isGoneDeleted, token), cancellationToken).ConfigureAwait(false);
        return [.. caps.OfType<SyncRecord>()];
    }

    private async Task<SyncRecord?> CapAsync(IRezenConfiguredApi api, VendorId agent, bool isGoneDeleted, CancellationToken cancellationToken)
    {
        try
        {
            CapturedRecord<RezenCap> cap = await api.GetCapAsync(RezenPath.Fill(Options.Endpoints.CapPath, "agentId", agent.Value), cancellationToken).ConfigureAwait(false);
            return new SyncRecord { Id = agent, Raw = cap.Raw, Original = cap.Original, Model = cap.Value is { } value ? new RezenAgentCap(agent.Value, value) : null, Problem = cap.Problem };
        }
        catch (IntegrationAuthorizationException e) when (!RezenErrorReader.IsEdge(e))
        {
            return new SyncRecord { Id = agent, Raw = s_nothing, Part = "not_visible", Model = new RezenAgentCap(agent.Value, Cap: null) };
        }
        catch (IntegrationNotFoundException)
        {
            return isGoneDeleted ? new SyncRecord { Id = agent, Operation = SyncOperation.Delete } : null;
        }
    }
}
