namespace Integrations.Fub;

/// <summary>How the commission properties of a deal's update are spelt. Creating a deal and reading it know one spelling only.</summary>
public enum FubCommissionKeys
{
    /// <summary><c>agentCommission</c> and <c>teamCommission</c>, as everywhere else. Two clients send them, and a test of one of them against the vendor passes (Observed).</summary>
    Correct,

    /// <summary><c>agentCommision</c> and <c>teamComission</c>, as the vendor's reference spells them on the page of this call (Documented).</summary>
    AsInReference,

    /// <summary>Both. What the vendor does with a property that it does not know is not documented.</summary>
    Both,
}
