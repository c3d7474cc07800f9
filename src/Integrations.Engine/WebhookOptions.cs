namespace Integrations.Engine;

/// <summary>Which webhooks are wanted, and where vendors send them.</summary>
public sealed class WebhookOptions
{
    /// <summary>
    /// Address under which vendors reach the host's webhook endpoint, its prefix included, for example <c>https://hooks.example.com/webhooks</c>; vendor and token are appended. Must be https and
    /// must not lead to an internal address. Null, the default, registers nothing: the mirror then lives on deltas alone.
    /// </summary>
    public Uri? PublicAddress { get; set; }

    /// <summary>True to allow http and addresses of this machine, for development against a simulator. Default false.</summary>
    public bool AllowLoopback { get; set; }

    /// <summary>Time between two comparisons of an account's webhooks with what its vendor has registered. Default 1 h; at least 1 min.</summary>
    public TimeSpan CheckInterval { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How long a replaced token is still taken, so that the vendor can be told the new address meanwhile. Default 1 day; not negative.</summary>
    public TimeSpan RotationOverlap { get; set; } = TimeSpan.FromDays(1);

    /// <summary>
    /// Changes that a poll finds this long after the stream's last webhook, and that no webhook announces within the same time, are an alarm. Default 1 h; at least 1 min.
    /// </summary>
    public TimeSpan SilenceAfter { get; set; } = TimeSpan.FromHours(1);
}
