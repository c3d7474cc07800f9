namespace Integrations.Simulators;

/// <summary>Who asks: a user by key or by a token that stands for one.</summary>
internal sealed record RezenCaller(RezenWorld World, string ApiKey);
