using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Integrations.Simulators;

/// <summary>
/// The webhooks of the simulator: what the accounts have registered hears of their changes, signed as the vendor signs. An event is sent when the change happens, also where a fault hides the
/// record for a while, as the vendor does. All members may be called while requests are served.
/// </summary>
#pragma warning disable CA1001 // Its owner, the simulator, ends it by StopAsync.
public sealed class FubSimulatorWebhooks
#pragma warning restore CA1001
{
    private const int EventsKept = 10_000;
    private static readonly JsonSerializerOptions s_json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly FubSimulatorOptions _options;
    private readonly FubSimulatorWebhookOptions _webhooks;
    private readonly Func<long, FubWorld> _worlds;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, string> _keys = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _events = new(StringComparer.Ordinal);
    private readonly Queue<string> _eventOrder = new();
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

    internal FubSimulatorWebhooks(FubSimulatorOptions options, Func<long, FubWorld> worlds)
    {
        _options = options;
        _webhooks = options.Webhooks;
        _worlds = worlds;
        _places = new SemaphoreSlim(_webhooks.Parallelism);
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

    /// <summary>Sends an event to whoever has registered it, whether or not anything changed.</summary>
    /// <param name="account">Vendor account id.</param>
    /// <param name="name">Event, for example <c>peopleUpdated</c>.</param>
    /// <param name="ids">Vendor ids of the records.</param>
    /// <param name="data">What some events carry beside. Null for none.</param>
    /// <returns>Id of the event.</returns>
    public string Send(long account, string name, IReadOnlyList<long> ids, JsonObject? data = null)
    {
        ArgumentNullException.ThrowIfNull(ids);
        var world = _worlds(account);
        lock (world.Gate) return Enqueue(world, name, ids, data);
    }

    /// <summary>Sends what changed. The gate of the world is held.</summary>
    internal void Flush(FubWorld world)
    {
        if (world.Announced.Count == 0) return;
        foreach (var group in world.Announced.GroupBy(static e => (e.Name, e.Data)))
            foreach (var ids in group.Select(static e => e.Id).Distinct().Chunk(_webhooks.MaxIdsPerDelivery))
                Enqueue(world, group.Key.Name, ids, group.Key.Data is { } data ? JsonNode.Parse(data) as JsonObject : null);
        world.Announced.Clear();
    }

    /// <summary>Keeps the secret of a system that has called, to sign with.</summary>
    internal void Learn(string system, string key)
    {
        lock (_gate) _keys[system] = key;
    }

    /// <summary>An event as <c>GET /webhookEvents/{id}</c> gives it. Null when it is not known, or no longer.</summary>
    internal JsonObject? Find(string eventId)
    {
        lock (_gate) return _events.TryGetValue(eventId, out var text) ? JsonNode.Parse(text) as JsonObject : null;
    }

    internal async ValueTask StopAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await WhenIdleAsync().ConfigureAwait(false);
        _http.Dispose();
        _places.Dispose();
        _stopping.Dispose();
    }

    private static TaskCompletionSource Done()
    {
        TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        done.SetResult();
        return done;
    }

    private string Enqueue(FubWorld world, string name, IReadOnlyList<long> ids, JsonObject? data)
    {
        // Drawn here, in the order of the changes: what a run sends does not depend on how fast it is answered.
        var ordinal = Interlocked.Increment(ref _ordinal);
        var draw = Draw.For((ulong)_options.Seed, 997, ordinal);

        // With the time: a simulator that is started again must not give its new events the ids of its old ones.
        var idDraw = Draw.For((ulong)_options.Seed ^ (ulong)_options.TimeProvider.GetUtcNow().Ticks, 996, ordinal);
        var eventId = IdOf(ref idDraw);
        var body = Body(eventId, name, ids, data);
        Keep(eventId, body);
        foreach (var hook in world.HooksOf(name))
        {
            var isDuplicate = Chance(ref draw, _webhooks.DuplicateShare);
            var isForged = Chance(ref draw, _webhooks.ForgedShare);
            Start(new FubDelivery(world, hook.Id, hook.Url, hook.System, Bytes(body), IsForged: false), Delay(ref draw));
            if (isDuplicate && Start(new FubDelivery(world, hook.Id, hook.Url, hook.System, Bytes(body), IsForged: false), Delay(ref draw))) Interlocked.Increment(ref _duplicates);
            if (isForged) Start(new FubDelivery(world, hook.Id, hook.Url, hook.System, Bytes(Body(IdOf(ref idDraw), name, ids, data)), IsForged: true), Delay(ref draw));
        }

        return eventId;
    }

    private static string IdOf(ref Draw draw)
    {
        Span<byte> bytes = stackalloc byte[16];
        BitConverter.TryWriteBytes(bytes, draw.Next());
        BitConverter.TryWriteBytes(bytes[8..], draw.Next());
        return new Guid(bytes).ToString("D");
    }

    private static bool Chance(ref Draw draw, double share) => draw.Next(1_000_000) < share * 1_000_000;

    private TimeSpan Delay(ref Draw draw) => _webhooks.MaxDelay <= TimeSpan.Zero ? TimeSpan.Zero : TimeSpan.FromTicks(draw.Next(_webhooks.MaxDelay.Ticks + 1));

    private JsonObject Body(string eventId, string name, IReadOnlyList<long> ids, JsonObject? data)
    {
        var body = new JsonObject
        {
            ["eventId"] = eventId,
            ["eventCreated"] = _options.VendorClock.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture),
            ["event"] = name,
            ["resourceIds"] = new JsonArray([.. ids.Select(static id => (JsonNode)id)]),
            ["uri"] = FubHookEvents.UriOf(name, ids),
        };
        if (data is not null) body["data"] = data.DeepClone();
        return body;
    }

    private static byte[] Bytes(JsonObject body) => Encoding.UTF8.GetBytes(body.ToJsonString(s_json));

    private void Keep(string eventId, JsonObject body)
    {
        var kept = (JsonObject)body.DeepClone();
        kept.Remove("eventId");
        kept.Insert(0, "id", eventId);
        lock (_gate)
        {
            _events[eventId] = kept.ToJsonString(s_json);
            _eventOrder.Enqueue(eventId);
            if (_eventOrder.Count > EventsKept) _events.Remove(_eventOrder.Dequeue());
        }
    }

    private bool Start(FubDelivery delivery, TimeSpan delay)
    {
        lock (_gate)
        {
            if (_pending >= _webhooks.QueueCapacity || _stopping.IsCancellationRequested)
            {
                Interlocked.Increment(ref _dropped);
                return false;
            }

            if (_pending++ == 0) _idle = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        _ = Task.Run(() => RunAsync(delivery, delay));
        return true;
    }

    private async Task RunAsync(FubDelivery delivery, TimeSpan delay)
    {
        try
        {
            await WaitAsync(delay).ConfigureAwait(false);
            for (var attempt = 0; ; attempt++)
            {
                if (await AttemptAsync(delivery).ConfigureAwait(false)) return;
                if (delivery.IsForged) return;
                if (attempt >= _webhooks.RetrySpacing.Count || !IsActive(delivery))
                {
                    Interlocked.Increment(ref _givenUp);
                    return;
                }

                await WaitAsync(_webhooks.RetrySpacing[attempt]).ConfigureAwait(false);
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

    private Task WaitAsync(TimeSpan delay) => delay > TimeSpan.Zero ? Task.Delay(delay, _options.TimeProvider, _stopping.Token) : Task.CompletedTask;

    /// <summary>One request. True when it was taken.</summary>
    private async Task<bool> AttemptAsync(FubDelivery delivery)
    {
        await _places.WaitAsync(_stopping.Token).ConfigureAwait(false);
        try
        {
            if (!IsActive(delivery)) return false;
            using var ends = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
            using var timeout = new CancellationTokenSource(_webhooks.Timeout, _options.TimeProvider);
            await using var registration = timeout.Token.Register(ends.Cancel).ConfigureAwait(false);
            using var request = new HttpRequestMessage(HttpMethod.Post, delivery.Url) { Content = new ByteArrayContent(delivery.Body) };
            request.Content.Headers.ContentType = new System.Net.Http.Headers.MediaTypeHeaderValue("application/json");
            request.Headers.TryAddWithoutValidation("User-Agent", "Follow Up Boss");
            request.Headers.TryAddWithoutValidation("FUB-Signature", Sign(delivery));
            Interlocked.Increment(ref _attempts);
            if (delivery.IsForged) Interlocked.Increment(ref _forged);
            using var response = await _http.SendAsync(request, ends.Token).ConfigureAwait(false);
            if ((int)response.StatusCode is 406 or 410) Disable(delivery);
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

    private string Sign(FubDelivery delivery)
    {
        string? key;
        lock (_gate) key = _options.SystemKey ?? _keys.GetValueOrDefault(delivery.System, "");
        if (delivery.IsForged) key += "-forged";
        return Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.ASCII.GetBytes(Convert.ToBase64String(delivery.Body))));
    }

    private static bool IsActive(FubDelivery delivery)
    {
        lock (delivery.World.Gate) return delivery.World.Hooks.Any(h => h.Id == delivery.HookId && h.IsActive);
    }

    private static void Disable(FubDelivery delivery)
    {
        lock (delivery.World.Gate) delivery.World.DisableHook(delivery.HookId);
    }
}
