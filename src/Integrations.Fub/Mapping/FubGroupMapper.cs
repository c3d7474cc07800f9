using Integrations.Abstractions;
using Integrations.Http;

namespace Integrations.Fub;

/// <summary>Group to <c>fub_groups</c>.</summary>
internal static class FubGroupMapper
{
    public static MapResult<FubGroupRow> Map(FubGroup group, AccountInfo account)
    {
        var scope = default(MapScope);
        var row = new FubGroupRow
        {
            GroupId = scope.Key(group.Id),
            Name = FieldValues.Text(group.Name),
            Type = scope.Word(group.Type, "$.type"),
            Distribution = scope.Word(group.Distribution, "$.distribution"),
            DefaultUserId = FubValues.Id(group.DefaultUserId),
            DefaultPondId = FubValues.Id(group.DefaultPondId),
            DefaultGroupId = FubValues.Id(group.DefaultGroupId),
            ClaimWindow = scope.Whole(group.ClaimWindow, "$.claimWindow"),
            HideName = group.HideName,
            HideSource = group.HideSource,
            IsPrimary = group.IsPrimary,
            Users = FieldValues.Json(group.Users, FubJsonContext.Default.IReadOnlyListFubGroupMember),
        };
        scope.Unknown(group.Extra, "$");
        return scope.Result(row);
    }
}
