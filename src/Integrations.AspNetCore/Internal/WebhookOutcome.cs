namespace Integrations.AspNetCore;

/// <summary>What became of a request, as the metric names it, and the status that says so. Never 406 or 410: Follow Up Boss then switches the webhook off (Observed once).</summary>
internal readonly record struct WebhookOutcome(string Word, int Status)
{
    public static readonly WebhookOutcome Stored = new("stored", 200);
    public static readonly WebhookOutcome Duplicate = new("duplicate", 200);
    public static readonly WebhookOutcome Unreadable = new("unreadable", 400);
    public static readonly WebhookOutcome BadSignature = new("bad_signature", 401);
    public static readonly WebhookOutcome UnknownToken = new("unknown_token", 404);
    public static readonly WebhookOutcome TooLarge = new("too_large", 413);
    public static readonly WebhookOutcome Throttled = new("throttled", 429);
    public static readonly WebhookOutcome Unavailable = new("unavailable", 503);
}
