namespace Integrations.Contracts.Tests.Fub;

/// <summary>A request as it came over the wire.</summary>
internal sealed record Received(string Request, IReadOnlyDictionary<string, string> Headers, string? Body);
