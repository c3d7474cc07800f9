namespace Integrations.Simulators;

/// <summary>An API key of a simulated account.</summary>
/// <param name="Key">User name of the Basic header; the password is empty.</param>
/// <param name="UserId">Vendor user id whose rights the key has.</param>
/// <param name="Role">Role of that user.</param>
public sealed record FubSimulatorKey(string Key, long UserId, FubSimulatorRole Role);
