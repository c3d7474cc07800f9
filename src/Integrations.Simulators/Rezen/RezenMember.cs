namespace Integrations.Simulators;

/// <summary>Somebody of the down-line.</summary>
internal sealed class RezenMember : RezenRecord
{
    /// <summary>1 to 5, more only by a change.</summary>
    public int Tier { get; set; }

    public string Status { get; set; } = "ACTIVE";

    public RezenPerson Person { get; set; } = null!;

    public int SizeOfNetwork { get; set; }

    /// <summary>Stamp of the day on which the agent left. 0 for none.</summary>
    public long TerminatedAsOf { get; set; }
}
