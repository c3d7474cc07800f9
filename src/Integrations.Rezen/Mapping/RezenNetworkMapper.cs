using System.Globalization;
using Integrations.Abstractions;
using Integrations.Http;

namespace Integrations.Rezen;

/// <summary>Agents of the network: down-line to <c>rezen_network_members</c>, front line to <c>rezen_frontline_agents</c>, sponsors to <c>rezen_sponsors</c>.</summary>
internal static class RezenNetworkMapper
{
    /// <summary>Maps one agent of the down-line.</summary>
    /// <param name="listed">The agent, with the tier that was asked for: the tier that it stands in, whatever its own row says.</param>
    /// <param name="account">The account.</param>
    /// <param name="tiers">Tiers that there are.</param>
    public static MapResult<RezenNetworkMemberRow> Member(RezenListed<RezenNetworkAgent> listed, AccountInfo account, IReadOnlyList<int> tiers)
    {
        var scope = default(MapScope);
        RezenNetworkAgent agent = listed.Model;
        long? asked = long.TryParse(listed.Part, NumberStyles.None, CultureInfo.InvariantCulture, out long tier) ? tier : null;
        var row = new RezenNetworkMemberRow
        {
            DownlineAgentIdRaw = scope.Key(agent.Id),
            OwnerAgentIdRaw = account.VendorAccountId,
            Tier = scope.Tier(asked ?? agent.Tier, tiers, "$.tier"),
            FirstName = FieldValues.Text(agent.FirstName),
            LastName = FieldValues.Text(agent.LastName),
            Email = FieldValues.Text(agent.EmailAddress),
            Phone = FieldValues.Text(agent.PhoneNumber),
            Status = scope.Word(agent.Status, "$.status"),
            JoinDate = scope.Day(agent.JoinDate, "$.joinDate"),
            TerminatedAsOf = scope.Day(agent.TerminatedAsOf, "$.terminatedAsOf"),
            AnniversaryDate = scope.Day(agent.AnniversaryDate, "$.anniversaryDate"),
            RezenCreatedAt = scope.Time(agent.CreatedAt, "$.createdAt"),
            SizeOfNetwork = scope.Whole(agent.SizeOfNetwork, "$.sizeOfNetwork"),
            Avatar = FieldValues.Text(agent.Avatar),
            SponsorAgentIdRaw = scope.Id(agent.SponsorId, "$.sponsorId"),
            SponsorName = FieldValues.Text(agent.SponsorName),
            SponsorshipType = FieldValues.Text(agent.SponsorshipType),
            Unlocking = agent.Unlocking,
            UnlockingExpiryDate = scope.Day(agent.UnlockingExpiryDate, "$.unlockingExpiryDate"),
            UserId = account.UserId,
        };
        if (agent.Tier is { } said && asked is { } where && said != where)
        {
            scope.Doubt("$.tier");
        }

        scope.Unknown(agent.Extra, "$");
        return scope.Result(row);
    }

    /// <summary>Maps one agent of the front line.</summary>
    public static MapResult<RezenFrontlineAgentRow> Frontline(RezenListed<RezenNetworkAgent> listed, AccountInfo account)
    {
        var scope = default(MapScope);
        RezenNetworkAgent agent = listed.Model;
        var row = new RezenFrontlineAgentRow
        {
            AgentIdRaw = scope.Key(agent.Id),
            OwnerAgentIdRaw = account.VendorAccountId,
            FirstName = FieldValues.Text(agent.FirstName),
            LastName = FieldValues.Text(agent.LastName),
            Email = FieldValues.Text(agent.EmailAddress),
            Phone = FieldValues.Text(agent.PhoneNumber),
            Status = scope.Word(agent.Status, "$.status"),
            SizeOfNetwork = scope.Whole(agent.SizeOfNetwork, "$.sizeOfNetwork"),
            JoinDate = scope.Day(agent.JoinDate, "$.joinDate"),
            Avatar = FieldValues.Text(agent.Avatar),
            UserId = account.UserId,
        };
        scope.Unknown(agent.Extra, "$");
        return scope.Result(row);
    }

    /// <summary>Maps one agent above the owner.</summary>
    public static MapResult<RezenSponsorRow> Sponsor(RezenListed<RezenSponsor> listed, AccountInfo account)
    {
        var scope = default(MapScope);
        RezenSponsor sponsor = listed.Model;
        if (sponsor.Level is null)
        {
            scope.Reject("missing_level", "The sponsor has no level.", "$.level");
        }

        var row = new RezenSponsorRow
        {
            AgentIdRaw = scope.Key(sponsor.Id),
            Level = sponsor.Level ?? 0,
            OwnerAgentIdRaw = account.VendorAccountId,
            FirstName = FieldValues.Text(sponsor.FirstName),
            LastName = FieldValues.Text(sponsor.LastName),
            Status = scope.Word(sponsor.Status, "$.status"),
            UserId = account.UserId,
        };
        scope.Unknown(sponsor.Extra, "$");
        return scope.Result(row);
    }
}
