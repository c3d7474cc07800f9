namespace Integrations.Abstractions;

/// <summary>Columns of a vendor's account table about webhooks.</summary>
/// <param name="Address">The callback address, its token masked, for example <c>webhook_url</c>.</param>
/// <param name="VerifiedAt">When all wanted webhooks were last seen registered, for example <c>webhooks_verified_at</c>.</param>
/// <param name="LastAt">When the last webhook came, for example <c>last_webhook_at</c>.</param>
public sealed record WebhookColumns(string Address, string VerifiedAt, string LastAt);
