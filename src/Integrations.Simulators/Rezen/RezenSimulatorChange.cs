namespace Integrations.Simulators;

/// <summary>One change of a burst.</summary>
/// <param name="Kind">What was done.</param>
/// <param name="Entity">Word of the stream.</param>
/// <param name="Id">Id of the record.</param>
public sealed record RezenSimulatorChange(RezenSimulatorChangeKind Kind, string Entity, Guid Id);
