namespace Integrations.Simulators;

/// <summary>
/// The webhooks of a simulator: what the accounts have registered hears of their changes. An event is sent when the change happens, also where a fault hides the record for a while. All members may
/// be called while requests are served.
/// </summary>
#pragma warning disable CA1001 // Its owner, the simulator, ends it by StopAsync.
public abstract class SimulatorWebhooks
#pragma warning restore CA1001
{
    private readonly SimulatorWebhookOptions _options;
    private readonly TimeProvider _time;
    private readonly ulong _seed;
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _places;
    private readonly CancellationTokenSource _stopping = new();
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false }) { Timeout = System.Threading.Timeout.InfiniteTimeSpan };
    private TaskCompletionSource _idle = Done();
    private long _ordinal;
    private long _attempts;
    private long _delivered;
    private long _duplicates;
    private long _forged;
    private long _forgedTaken;
    private long _givenUp;
    private long _dropped;
    private int _pending;

    private protected SimulatorWebhooks(SimulatorWebhookOptions options, TimeProvider time, int seed)
    {
        _options = options;
        _time = time;
        _seed = (ulong)seed;
        _places = new SemaphoreSlim(options.Parallelism);
    }

    /// <summary>Requests sent, repetitions, duplicates and forgeries included.</summary>
    public long Attempts => Interlocked.Read(ref _attempts);

    /// <summary>Deliveries that were answered 2xx, duplicates included and forgeries not.</summary>
    public long Delivered => Interlocked.Read(ref _delivered);

    /// <summary>Deliveries that were sent a second time on purpose.</summary>
    public long Duplicates => Interlocked.Read(ref _duplicates);

    /// <summary>Forged deliveries sent.</summary>
    public long Forged => Interlocked.Read(ref _forged);

    /// <summary>Forged deliveries that were answered 2xx, which none should be.</summary>
    public long ForgedTaken => Interlocked.Read(ref _forgedTaken);

    /// <summary>Deliveries that failed as often as they are tried, or whose webhook was switched off or deleted meanwhile.</summary>
    public long GivenUp => Interlocked.Read(ref _givenUp);

    /// <summary>Deliveries that did not fit into the queue.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    /// <summary>Deliveries that wait or are under way.</summary>
    public int Pending
    {
        get
        {
            lock (_gate) return _pending;
        }
    }

    /// <summary>Ends when nothing waits and nothing is under way. Delays and repetitions wait for the clock.</summary>
    public Task WhenIdleAsync(CancellationToken cancellationToken = default)
    {
        lock (_gate) return _idle.Task.WaitAsync(cancellationToken);
    }

    internal async ValueTask StopAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await WhenIdleAsync().ConfigureAwait(false);
        _http.Dispose();
        _places.Dispose();
        _stopping.Dispose();
    }

    /// <summary>Sends one event to whoever has registered it, late, twice and beside forged ones as the options say.</summary>
    /// <param name="deliveries">Makes the deliveries of an event by its id, true for forged ones: always the same addresses in the same order.</param>
    /// <returns>Id of the event.</returns>
    private protected string Send(Func<string, bool, IReadOnlyList<WebhookDelivery>> deliveries)
    {
        // Drawn here, in the order of the changes: what a run sends does not depend on how fast it is answered.
        var ordinal = Interlocked.Increment(ref _ordinal);
        var draw = Draw.For(_seed, 997, ordinal);

        // With the time: a simulator that is started again must not give its new events the ids of its old ones.
        var idDraw = Draw.For(_seed ^ (ulong)_time.GetUtcNow().Ticks, 996, ordinal);
        var eventId = IdOf(ref idDraw);
        var genuine = deliveries(eventId, false);
        for (var place = 0; place < genuine.Count; place++)
        {
            var isDuplicate = Chance(ref draw, _options.DuplicateShare);
            var isForged = Chance(ref draw, _options.ForgedShare);
            Start(genuine[place], Delay(ref draw));
            if (isDuplicate && Start(genuine[place], Delay(ref draw))) Interlocked.Increment(ref _duplicates);
            if (isForged) Start(deliveries(IdOf(ref idDraw), true)[place], Delay(ref draw));
        }

        return eventId;
    }

    private static TaskCompletionSource Done()
    {
        TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        done.SetResult();
        return done;
    }

    private static string IdOf(ref Draw draw)
    {
        Span<byte> bytes = stackalloc byte[16];
        BitConverter.TryWriteBytes(bytes, draw.Next());
        BitConverter.TryWriteBytes(bytes[8..], draw.Next());
        return new Guid(bytes).ToString("D");
    }

    private static bool Chance(ref Draw draw, double share) => draw.Next(1_000_000) < share * 1_000_000;

    private TimeSpan Delay(ref Draw draw) => _options.MaxDelay <= TimeSpan.Zero ? TimeSpan.Zero : TimeSpan.FromTicks(draw.Next(_options.MaxDelay.Ticks + 1));

    private bool Start(WebhookDelivery delivery, TimeSpan delay)
    {
        lock (_gate)
        {
            if (_pending >= _options.QueueCapacity || _stopping.IsCancellationRequested)
            {
                Interlocked.Increment(ref _dropped);
                return false;
            }

            if (_pending++ == 0) _idle = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        _ = Task.Run(() => RunAsync(delivery, delay));
        return true;
    }

    private async Task RunAsync(WebhookDelivery delivery, TimeSpan delay)
    {
        try
        {
            await WaitAsync(delay).ConfigureAwait(false);
            for (var attempt = 0; ; attempt++)
            {
                if (await AttemptAsync(delivery).ConfigureAwait(false)) return;
                if (delivery.IsForged) return;
                if (attempt >= _options.RetrySpacing.Count || !delivery.IsActive())
                {
                    Interlocked.Increment(ref _givenUp);
                    return;
                }

                await WaitAsync(_options.RetrySpacing[attempt]).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            Interlocked.Increment(ref _givenUp);
        }
        finally
        {
            lock (_gate)
            {
                if (--_pending == 0) _idle.SetResult();
            }
        }
    }

    private Task WaitAsync(TimeSpan delay) => delay > TimeSpan.Zero ? Task.Delay(delay, _time, _stopping.Token) : Task.CompletedTask;

    /// <summary>One request. True when it was taken.</summary>
    private async Task<bool> AttemptAsync(WebhookDelivery delivery)
    {
        await _places.WaitAsync(_stopping.Token).ConfigureAwait(false);
        try
        {
            if (!delivery.IsActive()) return false;
            using var ends = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
            using var timeout = new CancellationTokenSource(_options.Timeout, _time);
            await using var registration = timeout.Token.Register(ends.Cancel).ConfigureAwait(false);
            using var request = new HttpRequestMessage(HttpMethod.Post, delivery.Url) { Content = new ByteArrayContent(delivery.Body) };
            request.Content.Headers.ContentType = new System.Net.Http.Headers.MediaTypeHeaderValue("application/json");
            foreach (var (name, value) in delivery.Headers()) request.Headers.TryAddWithoutValidation(name, value);
            Interlocked.Increment(ref _attempts);
            if (delivery.IsForged) Interlocked.Increment(ref _forged);
            using var response = await _http.SendAsync(request, ends.Token).ConfigureAwait(false);
            if ((int)response.StatusCode is 406 or 410) delivery.Disable();
            if (!response.IsSuccessStatusCode) return false;
            Interlocked.Increment(ref delivery.IsForged ? ref _forgedTaken : ref _delivered);
            return true;
        }
        catch (HttpRequestException)
        {
            return false;
        }
        catch (OperationCanceledException) when (!_stopping.IsCancellationRequested)
        {
            return false;
        }
        finally
        {
            _places.Release();
        }
    }
}
