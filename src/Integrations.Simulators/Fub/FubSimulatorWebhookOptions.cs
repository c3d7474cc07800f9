namespace Integrations.Simulators;

/// <summary>How the Follow Up Boss simulator sends webhooks.</summary>
public sealed class FubSimulatorWebhookOptions : SimulatorWebhookOptions
{
    /// <summary>Records of one event that changed together and go into one delivery. Default 10; at least 1. Bulk actions of the vendor are split in a like way.</summary>
    public int MaxIdsPerDelivery { get; set; } = 10;

    internal override void Validate(string parameter)
    {
        base.Validate(parameter);
        if (MaxIdsPerDelivery < 1) throw new ArgumentException("Webhooks: MaxIdsPerDelivery must be at least 1.", parameter);
    }
}
