namespace Integrations.Simulators;

/// <summary>A lead event.</summary>
internal sealed class FubEvent : FubRecord
{
    public string Type { get; set; } = "";

    public string Message { get; set; } = "";

    public string Source { get; set; } = "";
}
