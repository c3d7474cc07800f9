namespace Integrations.Simulators;

/// <summary>One webhook to be sent to one registered address.</summary>
/// <param name="Url">Where it is sent.</param>
/// <param name="Body">What is sent.</param>
/// <param name="Headers">Headers of an attempt, made when it is sent.</param>
/// <param name="IsForged">True when it is not the vendor's.</param>
/// <param name="IsActive">False as soon as the address is not to be called any more.</param>
/// <param name="Disable">Called when the receiver says that it is gone.</param>
internal sealed record WebhookDelivery(Uri Url, byte[] Body, Func<IEnumerable<(string Name, string Value)>> Headers, bool IsForged, Func<bool> IsActive, Action Disable);
