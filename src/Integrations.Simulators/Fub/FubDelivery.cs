namespace Integrations.Simulators;

/// <summary>One webhook to be sent to one registered address.</summary>
internal sealed record FubDelivery(FubWorld World, long HookId, Uri Url, string System, byte[] Body, bool IsForged);
