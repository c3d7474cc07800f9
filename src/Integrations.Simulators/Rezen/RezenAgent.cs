namespace Integrations.Simulators;

/// <summary>A member of the user's team; the first is the user.</summary>
internal sealed class RezenAgent : RezenRecord
{
    public Guid AgentId { get; init; }

    public RezenPerson Person { get; set; } = null!;

    public string Status { get; set; } = "ACTIVE";

    public decimal CommissionSplit { get; set; }

    public decimal Cap { get; set; }

    public string Role { get; init; } = "MEMBER";
}
