namespace Integrations.Simulators;

/// <summary>Whose key it is. A key sees what its user sees.</summary>
public enum FubSimulatorRole
{
    /// <summary>Sees everything.</summary>
    Owner,

    /// <summary>Sees everything but webhooks.</summary>
    Admin,

    /// <summary>Sees the people assigned to the user or shared with them, and what hangs on these people.</summary>
    Agent,
}
