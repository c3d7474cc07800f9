namespace Integrations.Simulators;

/// <summary>What every record of Follow Up Boss has. Stamps are unix seconds; ids rise with the place.</summary>
internal abstract class FubRecord : SimulatedRecord
{
    public long Id { get; init; }

    /// <summary>Person that the record belongs to. 0 for none.</summary>
    public long PersonId { get; set; }
}
