namespace Integrations.Simulators;

/// <summary>A key that a client has made.</summary>
internal sealed record RezenKey(string Value, string Name, string? Description, long CreatedAt);
