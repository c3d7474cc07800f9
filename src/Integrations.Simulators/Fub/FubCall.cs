namespace Integrations.Simulators;

/// <summary>A call.</summary>
internal sealed class FubCall : FubRecord
{
    public long UserId { get; set; }

    public string Phone { get; set; } = "";

    public bool IsIncoming { get; set; }

    public int Duration { get; set; }

    public string? Note { get; set; }

    public string? Outcome { get; set; }
}
