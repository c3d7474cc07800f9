using Integrations.Abstractions;
using Integrations.Http;

namespace Integrations.Fub;

/// <summary>User to <c>fub_users</c>.</summary>
internal static class FubUserMapper
{
    public static MapResult<FubUserRow> Map(FubUser user, AccountInfo account)
    {
        var scope = default(MapScope);
        var row = new FubUserRow
        {
            FubUserId = scope.Key(user.Id),
            UserId = account.UserId,
            IsOwner = user.IsOwner,
            Name = FieldValues.Text(user.Name),
            FirstName = FieldValues.Text(user.FirstName),
            LastName = FieldValues.Text(user.LastName),
            Email = FieldValues.Text(user.Email)?.ToLowerInvariant(),
            Phone = FieldValues.Text(user.Phone),
            Role = scope.Word(user.Role, "$.role"),
            Status = scope.Word(user.Status, "$.status"),
            Timezone = FieldValues.Text(user.Timezone),
            Fuid = FieldValues.Text(user.Fuid),
            Picture = FieldValues.Json(user.Picture, FubJsonContext.Default.FubPicture),
            LeadEmailAddress = FieldValues.Text(user.LeadEmailAddress)?.ToLowerInvariant(),
            PauseLeadDistribution = user.PauseLeadDistribution,
            TeamIds = user.TeamIds,
            TeamLeaderOf = user.TeamLeaderOf,
            Groups = FieldValues.Json(user.Groups, FubJsonContext.Default.IReadOnlyListFubNamedReference),
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
