namespace Integrations.Abstractions;

/// <summary>A webhook as a vendor has it registered.</summary>
/// <param name="Id">The vendor's id of it.</param>
/// <param name="Event">The vendor's event name.</param>
/// <param name="Address">Address that is called. Holds a secret: not for logs.</param>
/// <param name="IsActive">False when the vendor has switched it off.</param>
public sealed record WebhookRegistration(VendorId Id, string Event, string Address, bool IsActive)
{
    /// <summary>Without the address.</summary>
    public override string ToString() => $"{Event} {Id} {(IsActive ? "active" : "off")}";
}
