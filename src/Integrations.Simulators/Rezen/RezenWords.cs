namespace Integrations.Simulators;

/// <summary>Words of the vendor that records are made of.</summary>
internal static class RezenWords
{
    public static readonly string[] ChecklistItems = ["Purchase contract", "Disclosure"];

    public static readonly string[] PropertyTypes = ["RESIDENTIAL", "RESIDENTIAL", "CONDO", "LAND_LOT", "COMMERCIAL", "MOBILE_HOME", "NEW_CONSTRUCTION"];

    /// <summary>Of the cities of <see cref="Words.Cities"/>.</summary>
    public static readonly string[] States = ["VIRGINIA", "MARYLAND", "NORTH_CAROLINA", "OHIO", "TEXAS", "ARIZONA"];

    public static readonly string[] OtherRoles = ["TITLE", "LENDER", "ESCROW", "ATTORNEY", "TRANSACTION_COORDINATOR", "INSPECTION", "HOME_WARRANTY"];

    public static readonly string[] LeadSources = ["Sphere", "Portal", "Open house", "Referral", "Sign call"];

    public static readonly string[] AgentStatuses = ["ACTIVE", "INACTIVE", "CANDIDATE", "REJECTED", "RESURRECTING"];
}
