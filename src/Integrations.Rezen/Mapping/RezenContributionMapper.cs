using System.Globalization;
using Integrations.Abstractions;
using Integrations.Http;

namespace Integrations.Rezen;

/// <summary>Contribution to <c>rezen_contributions</c> and pending contribution to <c>rezen_pending_contributions</c>. No row of either was ever recorded, so the names that clients probe are tried in their order.</summary>
internal static class RezenContributionMapper
{
    /// <summary>Maps one contribution.</summary>
    /// <param name="listed">The contribution, with the tier that was asked for.</param>
    /// <param name="account">The account.</param>
    /// <param name="tiers">Tiers that there are.</param>
    public static MapResult<RezenContributionRow> Paid(RezenListed<RezenContribution> listed, AccountInfo account, IReadOnlyList<int> tiers)
    {
        var scope = default(MapScope);
        RezenContribution contribution = listed.Model;
        var row = new RezenContributionRow
        {
            ContributionIdRaw = Id(account, contribution, listed.Part),
            Missed = contribution.Missed,
            PaidAt = scope.Time(contribution.PaidAt, "$.paidAt"),
            RezenCreatedAt = scope.Time(contribution.CreatedAt, "$.createdAt"),
            TransactionClosedAt = scope.Time(contribution.TransactionClosedAt, "$.transactionClosedAt"),
            PeriodStart = listed.Since is { } since ? DateOnly.FromDateTime(since.UtcDateTime) : null,
        };
        return scope.Result((RezenContributionRow)Shared(ref scope, row, listed, account, tiers));
    }

    /// <summary>Maps one pending contribution.</summary>
    /// <param name="listed">The contribution.</param>
    /// <param name="account">The account.</param>
    /// <param name="tiers">Tiers that there are.</param>
    public static MapResult<RezenPendingContributionRow> Pending(RezenListed<RezenContribution> listed, AccountInfo account, IReadOnlyList<int> tiers)
    {
        var scope = default(MapScope);
        var row = new RezenPendingContributionRow
        {
            ContributionIdRaw = Id(account, listed.Model, listed.Part),
            ClosingDate = scope.Day(listed.Model.TransactionClosedAt, "$.transactionClosedAt"),
        };
        return scope.Result((RezenPendingContributionRow)Shared(ref scope, row, listed, account, tiers));
    }

    /// <summary>The vendor's id; where it gives none, the hash of what tells one contribution from another. Two that are alike in all of it are one.</summary>
    public static string Id(AccountInfo account, RezenContribution contribution, string? part) => RezenIds.Plain(contribution.Id) ?? RezenIds.Hash(
        account.VendorAccountId,
        contribution.AnyTier?.ToString(CultureInfo.InvariantCulture) ?? part,
        contribution.ContributorId,
        contribution.TransactionId,
        contribution.At?.Text,
        contribution.Paid?.Amount?.ToString(CultureInfo.InvariantCulture));

    private static RezenContributionColumns Shared(ref MapScope scope, RezenContributionColumns row, RezenListed<RezenContribution> listed, AccountInfo account, IReadOnlyList<int> tiers)
    {
        RezenContribution contribution = listed.Model;
        RezenAgentReference? agent = contribution.Agent ?? contribution.Contributor ?? contribution.ContributingAgent;
        string? first = FieldValues.Text(contribution.FirstName ?? agent?.FirstName);
        string? last = FieldValues.Text(contribution.LastName ?? agent?.LastName);
        long? asked = long.TryParse(listed.Part, NumberStyles.None, CultureInfo.InvariantCulture, out long tier) ? tier : null;
        row = row with
        {
            OwnerAgentIdRaw = account.VendorAccountId,
            Tier = scope.Tier(contribution.AnyTier ?? asked, tiers, "$.tier"),
            ContributorAgentIdRaw = scope.Id(contribution.ContributorId, "$.agentYentaId"),
            ContributorName = FieldValues.Text(contribution.ContributorName ?? contribution.AgentName ?? agent?.FullName) ?? FieldValues.Text($"{first} {last}"),
            ContributorFirstName = first,
            ContributorLastName = last,
            TransactionIdRaw = scope.Id(contribution.TransactionId, "$.transactionId"),
            Amount = scope.Money(contribution.Paid, "$.payout"),
            Currency = scope.Currency(contribution.Paid, "$.payout.currency"),
            Status = FieldValues.Text(contribution.Status),
            ContributionType = contribution.CapContribution switch { true => "cap", false => "revenue_share", null => null },
            ContributionDate = scope.Time(contribution.At, "$.paidAt"),
            UserId = account.UserId,
        };
        scope.Unknown(contribution.Extra, "$");
        scope.Unknown(agent?.Extra, "$.agent");
        return row;
    }
}
