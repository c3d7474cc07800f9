namespace Integrations.Abstractions;

/// <summary>Verifies and reads the deliveries of one vendor. Pure: no request, no clock but the delivery's. Each vendor package that has webhooks registers one.</summary>
public interface IWebhookReader
{
    /// <summary>Vendor name in lower case.</summary>
    string Vendor { get; }

    /// <summary>Checks the signature over the received bytes in constant time.</summary>
    /// <exception cref="IntegrationConfigurationException">The host has no secret to check with.</exception>
    WebhookVerdict Verify(WebhookDelivery delivery);

    /// <summary>Reads what a delivery announces.</summary>
    /// <exception cref="IntegrationProtocolException">The body is not a delivery of this vendor.</exception>
    WebhookEvent Read(ReadOnlyMemory<byte> body);
}
