using System.Diagnostics.CodeAnalysis;
using Integrations.Abstractions;
using Microsoft.Extensions.Options;

namespace Integrations.Engine;

[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "The gate never makes a wait handle.")]
internal sealed class IntegrationStatus(IStatusStore store, IAlertStore alerts, SourceRegistry sources, IOptions<EngineOptions> options, TimeProvider time) : IIntegrationStatus
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private StatusSummary? _summary;
    private long _readAt;

    /// <summary>What was read last, however old. Null before the first time.</summary>
    public StatusSummary? Latest => Volatile.Read(ref _summary);

    /// <summary>True when a new look is due.</summary>
    public bool IsStale => Latest is null || time.GetElapsedTime(Interlocked.Read(ref _readAt)) >= options.Value.StatusMaxAge;

    public async Task<StatusPage> ReadAsync(StatusRequest? request = null, CancellationToken cancellationToken = default)
    {
        request ??= new StatusRequest();
        int limit = Math.Clamp(request.Limit, 1, 1_000);
        DateTimeOffset now = time.GetUtcNow();
        IReadOnlyList<AccountFacts> facts = await store.ReadAsync(
            new StatusQuery { Vendor = request.Vendor, After = request.After, Limit = limit, TroubledOnly = request.TroubledOnly, Thresholds = sources.Thresholds }, cancellationToken).ConfigureAwait(false);
        ILookup<AccountRef?, IntegrationAlert> raised = (await alerts.ListOpenAsync(cancellationToken).ConfigureAwait(false)).ToLookup(static a => a.Account);
        return new StatusPage(now, [.. facts.Select(f => HealthRules.Of(f, sources.Known, raised[f.Account], now))], facts.Count == limit ? facts[^1].Account : null);
    }

    public async Task<AccountHealth?> FindAsync(AccountRef account, CancellationToken cancellationToken = default)
    {
        StatusRequest only = new() { Vendor = account.Vendor, After = account with { Id = new RowId(account.Id.Value - 1) }, Limit = 1 };
        StatusPage page = await ReadAsync(only, cancellationToken).ConfigureAwait(false);
        return page.Accounts.FirstOrDefault(a => a.Facts.Account == account);
    }

    public async Task<StatusSummary> SummarizeAsync(CancellationToken cancellationToken = default)
    {
        if (!IsStale && Latest is { } fresh)
        {
            return fresh;
        }

        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (!IsStale && Latest is { } read)
            {
                return read;
            }

            StatusSummary summary = new(time.GetUtcNow(), await store.SumAsync(sources.Thresholds, cancellationToken).ConfigureAwait(false));
            Interlocked.Exchange(ref _readAt, time.GetTimestamp());
            Volatile.Write(ref _summary, summary);
            return summary;
        }
        finally
        {
            _gate.Release();
        }
    }
}
