namespace Integrations.Simulators;

/// <summary>One change of a burst.</summary>
/// <param name="Kind">What was done.</param>
/// <param name="Entity">Path of the collection.</param>
/// <param name="Id">Vendor id of the record.</param>
public sealed record FubSimulatorChange(FubSimulatorChangeKind Kind, string Entity, long Id);
