namespace Integrations.Simulators;

/// <summary>A registered webhook.</summary>
internal sealed record RezenHook(Guid Id, Uri Url, IReadOnlyList<string> Events, string? Secret)
{
    public bool IsActive { get; set; } = true;

    public bool Wants(string name) => IsActive && (Events.Count == 0 || Events.Contains(name, StringComparer.Ordinal));
}
