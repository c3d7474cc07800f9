namespace Integrations.Simulators;

/// <summary>A note or a task: text that a user hung on a person.</summary>
internal sealed class FubNote : FubRecord
{
    public long UserId { get; set; }

    public string Text { get; set; } = "";

    public string Subject { get; set; } = "";

    public string Type { get; set; } = "";

    public bool IsCompleted { get; set; }
}
