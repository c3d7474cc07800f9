namespace Integrations.Simulators;

/// <summary>Somebody above the user.</summary>
internal sealed class RezenSponsor : RezenRecord
{
    /// <summary>1 for the direct sponsor.</summary>
    public int Level { get; init; }

    public string Status { get; set; } = "ACTIVE";

    public RezenPerson Person { get; init; } = null!;
}
