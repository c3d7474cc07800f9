using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Integrations.Simulators;

/// <summary>The webhooks of the reZEN simulator: events of transactions and listings, signed where the registration holds a secret and the options name a header.</summary>
public sealed class RezenSimulatorWebhooks : SimulatorWebhooks
{
    private readonly RezenSimulatorOptions _options;
    private readonly Func<long, RezenWorld> _worlds;

    internal RezenSimulatorWebhooks(RezenSimulatorOptions options, Func<long, RezenWorld> worlds)
        : base(options.Webhooks, options.TimeProvider, options.Seed)
    {
        _options = options;
        _worlds = worlds;
    }

    /// <summary>Sends an event to whoever has registered it, whether or not anything changed.</summary>
    /// <param name="account">Number of the account.</param>
    /// <param name="name">Event, for example <c>TRANSACTION_UPDATED</c>.</param>
    /// <param name="id">Id of the transaction or listing.</param>
    public void Send(long account, string name, Guid id)
    {
        var world = _worlds(account);
        lock (world.Gate) Send(world, new RezenAnnouncement(name, id));
    }

    /// <summary>Sends what changed. The gate of the world is held.</summary>
    internal void Flush(RezenWorld world)
    {
        foreach (var announcement in world.Announced.Distinct()) Send(world, announcement);
        world.Announced.Clear();
    }

    private void Send(RezenWorld world, RezenAnnouncement announcement) => Send((_, isForged) =>
    {
        var body = Encoding.UTF8.GetBytes(Body(world, announcement).ToJsonString());
        return [.. world.Hooks.Where(hook => hook.Wants(announcement.Name)).Select(hook => new WebhookDelivery(hook.Url, body, () => Headers(hook, body, isForged), isForged, () => hook.IsActive, () => hook.IsActive = false))];
    });

    private JsonObject Body(RezenWorld world, RezenAnnouncement announcement) => _options.Webhooks.ShortBody
        ? new JsonObject { ["id"] = announcement.Id.ToString("D"), ["event"] = announcement.Name }
        : new JsonObject
        {
            ["eventName"] = announcement.Name,
            ["rezenObject"] = new JsonObject { ["id"] = announcement.Id.ToString("D"), ["type"] = announcement.Name[..announcement.Name.IndexOf('_', StringComparison.Ordinal)] },
            ["timestamp"] = _options.VendorClock.GetUtcNow().ToUnixTimeMilliseconds(),
            ["userId"] = world.Account.YentaId.ToString("D"),
        };

    private IEnumerable<(string Name, string Value)> Headers(RezenHook hook, byte[] body, bool isForged)
    {
        yield return ("User-Agent", "reZEN");
        if (_options.Webhooks.SignatureHeader is not { } header || hook.Secret is not { } secret) yield break;
        var signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(isForged ? secret + "-forged" : secret), body);
        yield return (header, _options.Webhooks.Base64Signature ? Convert.ToBase64String(signature) : Convert.ToHexStringLower(signature));
    }
}
