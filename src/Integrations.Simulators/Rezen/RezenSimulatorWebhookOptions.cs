namespace Integrations.Simulators;

/// <summary>How the reZEN simulator registers and sends webhooks. The vendor has no public contract: this is one variant, and each part of it can be changed.</summary>
public sealed class RezenSimulatorWebhookOptions : SimulatorWebhookOptions
{
    /// <summary>Path below <c>api/v1</c> of hermes: <c>POST</c> registers, <c>GET</c> lists, <c>DELETE</c> with an id ends. Default <c>webhooks</c>.</summary>
    public string RegisterPath { get; set; } = "webhooks";

    /// <summary>Property of a registration that holds the address. Default <c>callbackUrl</c>.</summary>
    public string CallbackUrlProperty { get; set; } = "callbackUrl";

    /// <summary>Property of a registration that lists the events; where it is absent all are sent. Default <c>eventTypes</c>.</summary>
    public string EventTypesProperty { get; set; } = "eventTypes";

    /// <summary>Property of a registration that holds the secret to sign with. Default <c>secret</c>.</summary>
    public string SecretProperty { get; set; } = "secret";

    /// <summary>Header with HMAC-SHA256 of the body, sent where a secret was registered. Null, the default, sends unsigned deliveries, as the one known integrator describes.</summary>
    public string? SignatureHeader { get; set; }

    /// <summary>True to send the signature as base64. Default false: lower-case hexadecimal digits.</summary>
    public bool Base64Signature { get; set; }

    /// <summary>True sends <c>{"id","event"}</c> in place of <c>{"eventName","rezenObject":{"id","type"},"timestamp","userId"}</c>. Default false.</summary>
    public bool ShortBody { get; set; }
}
