namespace Integrations.Simulators;

/// <summary>A text message.</summary>
internal sealed class FubTextMessage : FubRecord
{
    public long UserId { get; set; }

    public string Phone { get; set; } = "";

    public bool IsIncoming { get; set; }

    public string? Message { get; set; }

    public string? Status { get; set; }

    public bool Read { get; set; }

    public bool Archived { get; set; }
}
