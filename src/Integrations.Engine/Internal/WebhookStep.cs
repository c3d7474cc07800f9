using Integrations.Abstractions;

namespace Integrations.Engine;

/// <summary>One thing to do so that a vendor's webhooks become as they are wanted.</summary>
/// <param name="Kind">What to do.</param>
/// <param name="Event">The event.</param>
/// <param name="There">The webhook to keep, change or remove. Null to make one.</param>
internal sealed record WebhookStep(WebhookStepKind Kind, string Event, WebhookRegistration? There);
