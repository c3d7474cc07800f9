using Integrations.Abstractions;

namespace Integrations.Fub;

/// <summary>User to <c>fub_users</c>.</summary>
internal static class FubUserMapper
{
    public static MapResult<FubUserRow> Map(FubUser user, AccountInfo account)
    {
        var scope = default(FubMapScope);
        var row = new FubUserRow
        {
            FubUserId = scope.Key(user.Id),
            UserId = account.UserId,
            IsOwner = user.IsOwner,
            Name = FubValues.Text(user.Name),
            FirstName = FubValues.Text(user.FirstName),
            LastName = FubValues.Text(user.LastName),
            Email = FubValues.Text(user.Email)?.ToLowerInvariant(),
            Phone = FubValues.Text(user.Phone),
            Role = scope.Word(user.Role, "$.role"),
            Status = scope.Word(user.Status, "$.status"),
            Timezone = FubValues.Text(user.Timezone),
            Fuid = FubValues.Text(user.Fuid),
            Picture = FubValues.Json(user.Picture, FubJsonContext.Default.FubPicture),
            LeadEmailAddress = FubValues.Text(user.LeadEmailAddress)?.ToLowerInvariant(),
            PauseLeadDistribution = user.PauseLeadDistribution,
            TeamIds = user.TeamIds,
            TeamLeaderOf = user.TeamLeaderOf,
            Groups = FubValues.Json(user.Groups, FubJsonContext.Default.IReadOnlyListFubNamedReference),
            FubCreatedAt = scope.Time(user.Created, "$.created"),
            FubUpdatedAt = scope.Time(user.Updated, "$.updated"),
            LastSeenAtVendor = Latest(
                scope.Time(user.LastSeenIos, "$.lastSeenIos"),
                scope.Time(user.LastSeenAndroid, "$.lastSeenAndroid"),
                scope.Time(user.LastSeenFub2, "$.lastSeenFub2")),
            CredentialsId = account.CredentialsId?.Value,
        };
        scope.Unknown(user.Extra, "$");
        return scope.Result(row);
    }

    private static DateTimeOffset? Latest(DateTimeOffset? a, DateTimeOffset? b, DateTimeOffset? c)
    {
        DateTimeOffset? latest = a;
        latest = latest is null || b > latest ? b ?? latest : latest;
        return latest is null || c > latest ? c ?? latest : latest;
    }
}
