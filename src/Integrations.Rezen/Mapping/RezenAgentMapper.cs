using Integrations.Abstractions;
using Integrations.Http;

namespace Integrations.Rezen;

/// <summary>The owner's profile to <c>agent_rezen</c>, and a membership of a team to <c>rezen_team_members</c>: both hold an agent.</summary>
internal static class RezenAgentMapper
{
    /// <summary>Maps the profile.</summary>
    public static MapResult<RezenAgentRow> Profile(RezenListed<RezenAgent> listed, AccountInfo account)
    {
        var scope = default(MapScope);
        RezenAgent agent = listed.Model;
        IReadOnlyDictionary<string, ReadOnlyMemory<byte>> composed = CapturedJson.Composed(listed.Record.Raw);
        RezenOffice? office = agent.Offices is [{ } first, ..] ? first : null;
        var row = new RezenAgentRow
        {
            AgentIdRaw = scope.Key(agent.Id),
            DisplayName = FieldValues.Text(agent.DisplayName),
            SizeOfNetwork = scope.Whole(agent.SizeOfNetwork, "$.sizeOfNetwork"),
            Capped = agent.Capped,
            SponsorAgentIdRaw = scope.Id(agent.SponsorId, "$.sponsorId"),
            Elite = agent.Elite,
            Unlocked = agent.Unlocked,
            NeedsMentorship = agent.NeedsMentorship,
            IsDirector = RezenValues.Truth(agent.Director),
            IsLeader = RezenValues.Truth(agent.Leader),
            IsMentor = RezenValues.Truth(agent.Mentor),
            CappedAt = scope.Time(agent.CappedAt, "$.cappedAt"),
            AnnualCap = scope.Money(agent.AnnualCap, "$.annualCap"),
            GroupTeamCap = scope.Money(agent.GroupTeamCap, "$.groupTeamCap"),
            SponsorProducingGracePeriodEnd = scope.Time(agent.SponsorProducingGracePeriodEnd, "$.sponsorProducingGracePeriodEnd"),
            GracePeriodEnd = scope.Time(agent.GracePeriodEnd, "$.gracePeriodEnd"),
            DeferredCapEndDate = scope.Time(agent.DeferredCapEndDate, "$.deferredCapEndDate"),
            LeaderSplit = scope.Percent(agent.LeaderSplit, "$.leaderSplit"),
            MemberCommissionSplit = scope.Percent(agent.MemberCommissionSplit, "$.memberCommissionSplit"),
            PreCapRealCommissionSplit = scope.Percent(agent.PreCapRealCommissionSplit, "$.preCapRealCommissionSplit"),
            PreCapFee = scope.Money(agent.PreCapFee, "$.preCapFee"),
            PostCapFee = scope.Money(agent.PostCapFee, "$.postCapFee"),
            NormalTeamLeadAnnualCap = scope.Money(agent.NormalTeamLeadAnnualCap, "$.normalTeamLeadAnnualCap"),
            PaysLeaderSplit = agent.PaysLeaderSplit,
            OfficeIdRaw = scope.Id(office?.Id, "$.offices[].id"),
            OfficeName = FieldValues.Text(office?.Name),
            TeamIdRaws = [.. agent.Memberships.Select(static t => RezenIds.Uuid(t?.TeamId)).OfType<string>().Distinct(StringComparer.Ordinal)],
            Offices = RezenValues.Nested(composed, "offices"),
            Teams = composed.ContainsKey("teams") ? RezenValues.Nested(composed, "teams") : RezenValues.Nested(composed, "teamMemberships"),
            AdministrativeAreas = RezenValues.Nested(composed, "administrativeAreas"),
        };
        return scope.Result((RezenAgentRow)Agent(ref scope, row, agent, composed, account, "$"));
    }

    /// <summary>Maps one membership.</summary>
    public static MapResult<RezenTeamMemberRow> Member(RezenListed<RezenRosterMember> listed, AccountInfo account)
    {
        var scope = default(MapScope);
        (_, RezenTeam team, ReadOnlyMemory<byte> json) = listed.Model;
        CapturedRecord<RezenTeamMember> read = CapturedJson.ReadRecord(listed.Record.Raw, RezenJsonContext.Default.RezenTeamMember);
        if (read.Value is not { } member)
        {
            return new MapResult<RezenTeamMemberRow> { Problem = read.Problem };
        }

        IReadOnlyDictionary<string, ReadOnlyMemory<byte>> composed = CapturedJson.Composed(listed.Record.Raw);
        var row = new RezenTeamMemberRow
        {
            MemberIdRaw = scope.Key(member.Id),
            TeamIdRaw = scope.Id(team.Id, "$.team.id"),
            TeamName = FieldValues.Text(team.Name),
            TeamType = scope.Word(team.Type, "$.team.type"),
            TeamStatus = scope.Word(team.Status, "$.team.status"),
            TeamCountry = scope.Word(team.Country, "$.team.country"),
            TeamCreatedAt = scope.Time(team.CreatedAt, "$.team.createdAt"),
            TeamUpdatedAt = scope.Time(team.UpdatedAt, "$.team.updatedAt"),
            TeamConfigIdRaw = scope.Id(team.Config?.Id, "$.team.config.id"),
            TeamCommissionPlanIdRaw = scope.Id(team.Config?.CommissionPlanId, "$.team.config.commissionPlanId"),
            TeamMaxTeammates = scope.Whole(team.Config?.MaxTeammates, "$.team.config.maxTeammates"),
            TeamMaxLeaders = scope.Whole(team.Config?.MaxLeaders, "$.team.config.maxLeaders"),
            TeamVisibility = FieldValues.Text(team.Config?.PaymentDetailsVisibility),
            Team = json,
            AgentIdRaw = scope.Id(member.Agent?.Id, "$.agent.id"),
            Roles = member.Roles,
            FlexRoles = member.FlexRoles,
            InvitationStatus = FieldValues.Text(member.InvitationStatus),
            MemberCommissionSplit = scope.Percent(member.MemberCommissionSplit, "$.memberCommissionSplit"),
            LeaderSplit = scope.Percent(member.LeaderSplit, "$.leaderSplit"),
            RealCap = scope.Money(member.RealCap, "$.realCap"),
            LeaderFeeSplits = RezenValues.Nested(composed, "leaderFeeSplits"),
            TeammateLeaderSplits = RezenValues.Nested(composed, "teammateLeaderSplits"),
            TeammateFeeSplits = RezenValues.Nested(composed, "teammateFeeSplits"),
        };
        scope.Unknown(member.Extra, "$");
        IReadOnlyDictionary<string, ReadOnlyMemory<byte>> agent = composed.TryGetValue("agent", out ReadOnlyMemory<byte> nested) ? CapturedJson.Composed(nested) : composed;
        return scope.Result((RezenTeamMemberRow)Agent(ref scope, row, member.Agent ?? new RezenAgent(), agent, account, "$.agent"));
    }

    private static RezenAgentColumns Agent(
        ref MapScope scope, RezenAgentColumns row, RezenAgent agent, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> composed, AccountInfo account, string path)
    {
        scope.Unknown(agent.Extra, path);
        return row with
        {
            KeyMakerIdRaw = scope.Id(agent.KeyMakerId, path + ".keyMakerId"),
            SkySlopeIdRaw = scope.Id(agent.SkySlopeId, path + ".skySlopeId"),
            SkySlopePublicId = FieldValues.Text(agent.SkySlopePublicId),
            AgentStatus = scope.Word(agent.State, path + ".agentStatus"),
            AgentType = scope.Word(agent.Type, path + ".type"),
            AgentAccountCountry = scope.Word(agent.Country, path + ".agentAccountCountry"),
            FirstName = FieldValues.Text(agent.FirstName),
            MiddleName = FieldValues.Text(agent.MiddleName),
            LastName = FieldValues.Text(agent.LastName),
            FullName = FieldValues.Text(agent.FullName),
            Email = FieldValues.Text(agent.EmailAddress),
            Phone = FieldValues.Text(agent.PhoneNumber),
            Title = FieldValues.Text(agent.Title),
            Avatar = FieldValues.Text(agent.Avatar),
            Company = FieldValues.Text(agent.Company),
            JoinDate = scope.Day(agent.JoinDate, path + ".joinDate"),
            AnniversaryDate = scope.Day(agent.AnniversaryDate, path + ".anniversaryDate"),
            LastAnniversaryDate = scope.Day(agent.LastAnniversaryDate, path + ".lastAnniversaryDate"),
            NextAnniversaryDate = scope.Day(agent.NextAnniversaryDate, path + ".nextAnniversaryDate"),
            AdministrativeAreaIds = agent.AdministrativeAreaIds,
            Divisions = RezenValues.Nested(composed, "divisions"),
            OptedIntoSms = agent.OptedIntoSms,
            AgentCreatedAt = scope.Time(agent.CreatedAt, path + ".createdAt"),
            AgentUpdatedAt = scope.Time(agent.UpdatedAt, path + ".updatedAt"),
            UserId = account.UserId,
        };
    }
}
