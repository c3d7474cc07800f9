using System.Collections.Concurrent;
using Integrations.Abstractions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Integrations.Engine;

/// <summary>Items of the worker queue. What has ended is settled in the same round trip that claims what is next.</summary>
internal sealed class QueueLane(
    IWorkQueueStore queue, IEnumerable<IWorkHandler> handlers, EngineMetrics metrics, IOptions<WorkerOptions> workers, IOptions<EngineOptions> engine, TimeProvider time, ILogger<QueueLane> logger)
    : WorkLane<WorkItem, RowId>(workers.Value, time, logger)
{
    /// <summary>Wait of an item that this process has no handler for: another one may have it, or this one after its next deployment.</summary>
    private static readonly TimeSpan _noHandlerDelay = TimeSpan.FromMinutes(1);

    // Of ten claims the lower priorities are first in one each, so that none waits for ever.
    private static readonly WorkPriority[][] _turns =
    [
        [WorkPriority.Normal, WorkPriority.Background, WorkPriority.Urgent],
        .. Enumerable.Repeat<WorkPriority[]>([WorkPriority.Urgent, WorkPriority.Normal, WorkPriority.Background], 4),
        [WorkPriority.Background, WorkPriority.Normal, WorkPriority.Urgent],
        .. Enumerable.Repeat<WorkPriority[]>([WorkPriority.Urgent, WorkPriority.Normal, WorkPriority.Background], 4),
    ];

    private readonly Dictionary<string, IWorkHandler> _handlers = Named.Once(handlers, static h => h.Kind, nameof(IWorkHandler));
    private readonly ConcurrentQueue<WorkResult> _ended = new();
    private AccountRef? _after;
    private int _turn = 1;

    public override string Topic => "queue";

    protected override int Places => _handlers.Count == 0 ? 0 : Options.QueueParallelism;

    protected override RowId Key(WorkItem claim) => claim.Id;

    protected override async Task<LaneLook<WorkItem>> LookAsync(string owner, int free, CancellationToken stopping)
    {
        WorkPriority[] priorities = _turns[(uint)Interlocked.Increment(ref _turn) % _turns.Length];
        WorkExchange exchange = await ExchangeAsync(new WorkClaim(owner, free, Options.LeaseDuration, Options.QueueMaxPerAccount, priorities, _after)).ConfigureAwait(false);
        if (exchange.Items.Count > 0)
        {
            _after = exchange.Items[^1].Account;
        }

        return new LaneLook<WorkItem>(exchange.Items, exchange.NextAt);
    }

    protected override Task<IReadOnlySet<RowId>> RenewAsync(IReadOnlyList<WorkItem> claims, CancellationToken cancellationToken) =>
        queue.RenewAsync(claims, Options.LeaseDuration, cancellationToken);

    protected override async Task RunAsync(WorkItem claim, CancellationToken lost, CancellationToken stopping)
    {
        long began = Time.GetTimestamp();
        WorkResult? result = await HandleAsync(claim, lost, stopping).ConfigureAwait(false);
        if (result is not null)
        {
            metrics.Worked(claim, Time.GetElapsedTime(began), result);
            _ended.Enqueue(result);
        }
    }

    /// <summary>What has ended since the last exchange is settled before the lane ends.</summary>
    protected override async Task EndAsync()
    {
        int count = _ended.Count;
        try
        {
            if (count > 0)
            {
                await ExchangeAsync(claim: null).ConfigureAwait(false);
            }
        }
        catch (Exception e)
        {
            EngineLog.WorkNotSettled(Logger, FailurePolicy.IsBug(e) ? e : null, count, e.Message);
        }
    }

    private async Task<WorkResult?> HandleAsync(WorkItem item, CancellationToken lost, CancellationToken stopping)
    {
        if (!_handlers.TryGetValue(item.Kind, out IWorkHandler? handler))
        {
            DateTimeOffset now = Time.GetUtcNow();
            return Failed(error: null, new WorkResult
            {
                Item = item,
                Verdict = WorkVerdict.Wait,
                RetryAt = now + _noHandlerDelay,
                FinishedAt = now,
                Code = "no_handler",
                Message = $"This process has no handler for work of kind '{item.Kind}'. Register it with AddWorkHandler in every process that works.",
            });
        }

        using var ends = CancellationTokenSource.CreateLinkedTokenSource(lost, stopping);
        try
        {
            SyncOutcome outcome = await handler.HandleAsync(item, ends.Token).ConfigureAwait(false);
            return new WorkResult { Item = item, Verdict = WorkVerdict.Done, Outcome = outcome, FinishedAt = Time.GetUtcNow() };
        }
        catch (Exception e) when (e is IntegrationLeaseLostException || (e is OperationCanceledException && lost.IsCancellationRequested))
        {
            EngineLog.WorkLost(Logger, item.Id, item.Kind, item.Account);
            return null;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            RunFailure stopped = FailurePolicy.Stopping(Time.GetUtcNow());
            return new WorkResult { Item = item, Verdict = WorkVerdict.Wait, RetryAt = stopped.RetryAt, FinishedAt = Time.GetUtcNow(), Code = stopped.Code, Message = "The host stopped; another worker does it." };
        }
        catch (Exception e)
        {
            return Failed(e, FailurePolicy.Of(e, item, engine.Value, Time.GetUtcNow()));
        }
    }

    private WorkResult Failed(Exception? error, WorkResult result)
    {
        EngineLog.WorkFailed(
            Logger, error is not null && FailurePolicy.IsBug(error) ? error : null, result.Item.Id, result.Item.Kind, result.Item.Account, result.Code, result.Verdict, result.RetryAt, result.Message);
        return result;
    }

    /// <summary>Not stopped half-way: what an unanswered exchange has claimed nobody would do until the leases end. The statement's own timeout bounds it.</summary>
    private async Task<WorkExchange> ExchangeAsync(WorkClaim? claim)
    {
        List<WorkResult> results = [];
        while (results.Count < 1_000 && _ended.TryDequeue(out WorkResult? result))
        {
            results.Add(result);
        }

        try
        {
            WorkExchange exchange = await queue.ExchangeAsync(results, claim, CancellationToken.None).ConfigureAwait(false);
            foreach (WorkItem item in exchange.Lost)
            {
                EngineLog.WorkLost(Logger, item.Id, item.Kind, item.Account);
            }

            return exchange;
        }
        catch
        {
            results.ForEach(_ended.Enqueue);
            throw;
        }
    }
}
