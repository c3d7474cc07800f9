namespace Integrations.Simulators;

/// <summary>A custom field as an account starts with it.</summary>
internal sealed record FubCustomField(string Name, string Label, string Type)
{
    public JsonName Key { get; } = new(Name);

    public string[] Choices { get; init; } = [];
}
