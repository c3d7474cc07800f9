using System.ComponentModel.DataAnnotations;

namespace Integrations.Rezen;

/// <summary>
/// Which service serves which family of endpoints, by its name in <see cref="RezenOptions.Services"/>, and the paths that are disputed or unknown. Paths are below the prefix;
/// <c>{agentId}</c> and its like stand for identifiers.
/// </summary>
public sealed class RezenEndpointOptions
{
    /// <summary>Service of transactions and listings. Default <c>arrakis</c>. Observed.</summary>
    [Required]
    public string Transactions { get; set; } = RezenDefaults.Arrakis;

    /// <summary>Service of drafts. Default <c>arrakis</c>. Observed.</summary>
    [Required]
    public string Drafts { get; set; } = RezenDefaults.Arrakis;

    /// <summary>Service of revenue share. Default <c>arrakis</c>. Documented, second hand.</summary>
    [Required]
    public string RevenueShare { get; set; } = RezenDefaults.Arrakis;

    /// <summary>Service of the income overview. Default <c>arrakis</c>. Observed by one client.</summary>
    [Required]
    public string Income { get; set; } = RezenDefaults.Arrakis;

    /// <summary>Service of buyer records. Default <c>arrakis</c>. Documented, second hand.</summary>
    [Required]
    public string BuyerRecords { get; set; } = RezenDefaults.Arrakis;

    /// <summary>Service of referral payments. Default <c>arrakis</c>. Observed.</summary>
    [Required]
    public string Referrals { get; set; } = RezenDefaults.Arrakis;

    /// <summary>Service of users. Default <c>yenta</c>. Documented.</summary>
    [Required]
    public string Users { get; set; } = RezenDefaults.Yenta;

    /// <summary>Service of agents. Default <c>yenta</c>. Observed.</summary>
    [Required]
    public string Agents { get; set; } = RezenDefaults.Yenta;

    /// <summary>Service of the network: down-line, front line, sponsors. Default <c>yenta</c>. Observed.</summary>
    [Required]
    public string Network { get; set; } = RezenDefaults.Yenta;

    /// <summary>Service of teams. Default <c>yenta</c>. Observed.</summary>
    [Required]
    public string Teams { get; set; } = RezenDefaults.Yenta;

    /// <summary>Service of API keys. Default <c>keymaker</c>. Observed.</summary>
    [Required]
    public string ApiKeys { get; set; } = RezenDefaults.Keymaker;

    /// <summary>Service of checklists and their documents. Default <c>sherlock</c>. Observed.</summary>
    [Required]
    public string Checklists { get; set; } = RezenDefaults.Sherlock;

    /// <summary>Service of file boxes. Default <c>dropbox</c>, as one client has it; another sends these calls to <c>sherlock</c>. Disputed.</summary>
    [Required]
    public string Files { get; set; } = RezenDefaults.Dropbox;

    /// <summary>Service of cap data. Default <c>arrakis</c>, as a production automation has it; two other clients ask <c>yenta</c>. Disputed.</summary>
    [Required]
    public string Cap { get; set; } = RezenDefaults.Arrakis;

    /// <summary>Path of an agent's cap. Default <c>agent/{agentId}/cap-info</c>; on <c>yenta</c> it is <c>agents/{agentId}/cap-info</c>. Disputed.</summary>
    [Required]
    public string CapPath { get; set; } = "agent/{agentId}/cap-info";

    /// <summary>Service of equity. Null by default: no endpoint is known. Needed together with <see cref="EquityPath"/>.</summary>
    public string? Equity { get; set; }

    /// <summary>Path of an agent's grants, with <c>{agentId}</c>. Null by default: no endpoint is known, and equity is then not read.</summary>
    public string? EquityPath { get; set; }

    /// <summary>Service of referral codes. Null by default: no endpoint is known. Needed together with <see cref="ReferralCodePath"/>.</summary>
    public string? ReferralCode { get; set; }

    /// <summary>Path of an agent's referral code, with <c>{agentId}</c>. Null by default: no endpoint is known, and codes are then the host's to supply.</summary>
    public string? ReferralCodePath { get; set; }
}
