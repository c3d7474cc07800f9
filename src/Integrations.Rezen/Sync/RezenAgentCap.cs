namespace Integrations.Rezen;

/// <summary>An agent with its cap.</summary>
/// <param name="AgentId">Yenta id; the cap does not say whose it is.</param>
/// <param name="Cap">The cap. Null when the vendor refuses to show it to this key.</param>
internal sealed record RezenAgentCap(string AgentId, RezenCap? Cap);
