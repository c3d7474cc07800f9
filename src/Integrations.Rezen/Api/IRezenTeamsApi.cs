using Integrations.Http;
using Refit;

namespace Integrations.Rezen;

/// <summary>Teams.</summary>
internal interface IRezenTeamsApi
{
    /// <summary>One page.</summary>
    [Get("/teams")]
    Task<RezenPage<RezenTeam>> ListAsync([Query] RezenTeamsQuery query, CancellationToken cancellationToken);

    /// <summary>A team with its members.</summary>
    [Get("/teams/{teamId}")]
    Task<CapturedRecord<RezenTeam>> GetAsync(string teamId, CancellationToken cancellationToken);

    /// <summary>A team with its members, as text alone: a roster of thousands is not read twice.</summary>
    [Get("/teams/{teamId}")]
    Task<CapturedRecord<RezenTeamAnswer>> GetWithoutModelAsync(string teamId, CancellationToken cancellationToken);

    /// <summary>The members of a team, unpaged, each only as far as the list is walked by it.</summary>
    [Get("/teams/{teamId}/members")]
    Task<RezenPage<RezenRosterEntry>> ListEntriesAsync(string teamId, CancellationToken cancellationToken);

    /// <summary>The members of a team, unpaged.</summary>
    [Get("/teams/{teamId}/members")]
    Task<RezenPage<RezenTeamMember>> ListMembersAsync(string teamId, CancellationToken cancellationToken);

    /// <summary>A team without its members.</summary>
    [Get("/teams/{teamId}/without-agents")]
    Task<CapturedRecord<RezenTeam>> GetWithoutAgentsAsync(string teamId, CancellationToken cancellationToken);
}
