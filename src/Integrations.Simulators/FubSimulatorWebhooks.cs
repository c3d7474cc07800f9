using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Integrations.Simulators;

/// <summary>The webhooks of the Follow Up Boss simulator, signed as the vendor signs.</summary>
public sealed class FubSimulatorWebhooks : SimulatorWebhooks
{
    private const int EventsKept = 10_000;
    private static readonly JsonSerializerOptions s_json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly FubSimulatorOptions _options;
    private readonly Func<long, FubWorld> _worlds;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, string> _keys = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _events = new(StringComparer.Ordinal);
    private readonly Queue<string> _eventOrder = new();

    internal FubSimulatorWebhooks(FubSimulatorOptions options, Func<long, FubWorld> worlds)
        : base(options.Webhooks, options.TimeProvider, options.Seed)
    {
        _options = options;
        _worlds = worlds;
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
            foreach (var ids in group.Select(static e => e.Id).Distinct().Chunk(_options.Webhooks.MaxIdsPerDelivery))
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

    private string Enqueue(FubWorld world, string name, IReadOnlyList<long> ids, JsonObject? data) => Send((eventId, isForged) =>
    {
        var body = Body(eventId, name, ids, data);
        if (!isForged) Keep(eventId, body);
        var bytes = Encoding.UTF8.GetBytes(body.ToJsonString(s_json));
        return [.. world.HooksOf(name).Select(hook => new WebhookDelivery(
            hook.Url, bytes, () => [("User-Agent", "Follow Up Boss"), ("FUB-Signature", Sign(hook.System, bytes, isForged))], isForged, () => IsActive(world, hook.Id), () => Disable(world, hook.Id)))];
    });

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

    private string Sign(string system, byte[] body, bool isForged)
    {
        string? key;
        lock (_gate) key = _options.SystemKey ?? _keys.GetValueOrDefault(system, "");
        if (isForged) key += "-forged";
        return Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.ASCII.GetBytes(Convert.ToBase64String(body))));
    }

    private static bool IsActive(FubWorld world, long hook)
    {
        lock (world.Gate) return world.Hooks.Any(h => h.Id == hook && h.IsActive);
    }

    private static void Disable(FubWorld world, long hook)
    {
        lock (world.Gate) world.DisableHook(hook);
    }
}
