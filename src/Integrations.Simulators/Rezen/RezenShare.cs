namespace Integrations.Simulators;

/// <summary>Revenue share: a contribution, one that is not paid yet, or a payment.</summary>
internal sealed class RezenShare : RezenRecord
{
    /// <summary>Place of the contributor in the network. -1 for none.</summary>
    public int Contributor { get; init; } = -1;

    public int Tier { get; set; }

    public decimal Amount { get; set; }

    public string Status { get; set; } = "PAID";

    public bool IsMissed { get; init; }

    /// <summary>Stamp of the payment. 0 while there is none.</summary>
    public long PaidAt { get; set; }
}
