namespace Integrations.Simulators;

/// <summary>What every record of reZEN has. Stamps are unix milliseconds.</summary>
internal abstract class RezenRecord : SimulatedRecord
{
    public Guid Id { get; init; }
}
