using System.Text.Json.Serialization;
using Integrations.Abstractions;

namespace Integrations.Rezen;

/// <summary>What somebody is in a transaction. An open vocabulary: a word that is not listed is kept as it came.</summary>
/// <param name="Value">The word as reZEN writes it.</param>
[JsonConverter(typeof(OpenEnumJsonConverter<RezenParticipantRole>))]
public readonly record struct RezenParticipantRole(string Value) : IOpenEnum<RezenParticipantRole>
{
    /// <summary><c>REAL</c>. Documented, second hand.</summary>
    public static RezenParticipantRole Real { get; } = new("REAL");

    /// <summary><c>BUYERS_AGENT</c>. Documented, second hand.</summary>
    public static RezenParticipantRole BuyersAgent { get; } = new("BUYERS_AGENT");

    /// <summary><c>SELLERS_AGENT</c>. Documented, second hand.</summary>
    public static RezenParticipantRole SellersAgent { get; } = new("SELLERS_AGENT");

    /// <summary><c>TENANT_AGENT</c>. Documented, second hand.</summary>
    public static RezenParticipantRole TenantAgent { get; } = new("TENANT_AGENT");

    /// <summary><c>REFERRING_AGENT</c>. Documented, second hand.</summary>
    public static RezenParticipantRole ReferringAgent { get; } = new("REFERRING_AGENT");

    /// <summary><c>OTHER_AGENT</c>. Documented, second hand.</summary>
    public static RezenParticipantRole OtherAgent { get; } = new("OTHER_AGENT");

    /// <summary><c>EXTERNAL_AGENT</c>. Documented, second hand.</summary>
    public static RezenParticipantRole ExternalAgent { get; } = new("EXTERNAL_AGENT");

    /// <summary><c>TEAM_LEADER</c>. Documented, second hand.</summary>
    public static RezenParticipantRole TeamLeader { get; } = new("TEAM_LEADER");

    /// <summary><c>TEAM_MEMBER</c>. Documented, second hand.</summary>
    public static RezenParticipantRole TeamMember { get; } = new("TEAM_MEMBER");

    /// <summary><c>PRO_TEAM_LEADER</c>. Documented, second hand.</summary>
    public static RezenParticipantRole ProTeamLeader { get; } = new("PRO_TEAM_LEADER");

    /// <summary><c>DOMESTIC_LEAD</c>. Documented, second hand.</summary>
    public static RezenParticipantRole DomesticLead { get; } = new("DOMESTIC_LEAD");

    /// <summary><c>TRANSACTION_COORDINATOR</c>. Documented, second hand.</summary>
    public static RezenParticipantRole TransactionCoordinator { get; } = new("TRANSACTION_COORDINATOR");

    /// <summary><c>ADMIN</c>. Documented, second hand.</summary>
    public static RezenParticipantRole Admin { get; } = new("ADMIN");

    /// <summary><c>REAL_ADMIN</c>. Documented, second hand.</summary>
    public static RezenParticipantRole RealAdmin { get; } = new("REAL_ADMIN");

    /// <summary><c>INSPECTION</c>. Documented, second hand.</summary>
    public static RezenParticipantRole Inspection { get; } = new("INSPECTION");

    /// <summary><c>ESCROW</c>. Documented, second hand.</summary>
    public static RezenParticipantRole Escrow { get; } = new("ESCROW");

    /// <summary><c>TITLE</c>. Documented, second hand.</summary>
    public static RezenParticipantRole Title { get; } = new("TITLE");

    /// <summary><c>LANDLORD</c>. Documented, second hand.</summary>
    public static RezenParticipantRole Landlord { get; } = new("LANDLORD");

    /// <summary><c>MANAGEMENT_COMPANY</c>. Documented, second hand.</summary>
    public static RezenParticipantRole ManagementCompany { get; } = new("MANAGEMENT_COMPANY");

    /// <summary><c>ATTORNEY</c>. Documented, second hand.</summary>
    public static RezenParticipantRole Attorney { get; } = new("ATTORNEY");

    /// <summary><c>APPRAISER</c>. Documented, second hand.</summary>
    public static RezenParticipantRole Appraiser { get; } = new("APPRAISER");

    /// <summary><c>HOME_WARRANTY</c>. Documented, second hand.</summary>
    public static RezenParticipantRole HomeWarranty { get; } = new("HOME_WARRANTY");

    /// <summary><c>LENDER</c>. Documented, second hand.</summary>
    public static RezenParticipantRole Lender { get; } = new("LENDER");

    /// <summary><c>TAX_COLLECTOR</c>. Documented, second hand.</summary>
    public static RezenParticipantRole TaxCollector { get; } = new("TAX_COLLECTOR");

    /// <summary><c>BUYER</c>. Documented, second hand.</summary>
    public static RezenParticipantRole Buyer { get; } = new("BUYER");

    /// <summary><c>SELLER</c>. Documented, second hand.</summary>
    public static RezenParticipantRole Seller { get; } = new("SELLER");

    /// <summary><c>TENANT</c>. Documented, second hand.</summary>
    public static RezenParticipantRole Tenant { get; } = new("TENANT");

    /// <summary><c>OTHER</c>. Documented, second hand.</summary>
    public static RezenParticipantRole Other { get; } = new("OTHER");

    /// <summary><c>UNKNOWN</c>. Documented, second hand.</summary>
    public static RezenParticipantRole Unknown { get; } = new("UNKNOWN");

    /// <summary><c>REFERRAL_PAYER</c>. Documented, second hand.</summary>
    public static RezenParticipantRole ReferralPayer { get; } = new("REFERRAL_PAYER");

    /// <summary><c>SELLERS_LAWYER</c>. Documented, second hand.</summary>
    public static RezenParticipantRole SellersLawyer { get; } = new("SELLERS_LAWYER");

    /// <summary><c>BUYERS_LAWYER</c>. Documented, second hand.</summary>
    public static RezenParticipantRole BuyersLawyer { get; } = new("BUYERS_LAWYER");

    /// <summary><c>TRUSTEE</c>. Documented, second hand.</summary>
    public static RezenParticipantRole Trustee { get; } = new("TRUSTEE");

    /// <summary><c>BUILDER</c>. Documented, second hand.</summary>
    public static RezenParticipantRole Builder { get; } = new("BUILDER");

    /// <inheritdoc/>
    public bool IsKnown => Value is "REAL" or "BUYERS_AGENT" or "SELLERS_AGENT" or "TENANT_AGENT" or "REFERRING_AGENT" or "OTHER_AGENT"
        or "EXTERNAL_AGENT" or "TEAM_LEADER" or "TEAM_MEMBER" or "PRO_TEAM_LEADER" or "DOMESTIC_LEAD" or "TRANSACTION_COORDINATOR"
        or "ADMIN" or "REAL_ADMIN" or "INSPECTION" or "ESCROW" or "TITLE" or "LANDLORD"
        or "MANAGEMENT_COMPANY" or "ATTORNEY" or "APPRAISER" or "HOME_WARRANTY" or "LENDER" or "TAX_COLLECTOR"
        or "BUYER" or "SELLER" or "TENANT" or "OTHER" or "UNKNOWN" or "REFERRAL_PAYER"
        or "SELLERS_LAWYER" or "BUYERS_LAWYER" or "TRUSTEE" or "BUILDER";

    /// <inheritdoc/>
    public static RezenParticipantRole From(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
