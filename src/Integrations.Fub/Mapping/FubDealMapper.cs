using Integrations.Abstractions;
using Integrations.Http;

namespace Integrations.Fub;

/// <summary>Deal to <c>fub_deals</c>.</summary>
internal static class FubDealMapper
{
    /// <summary>Maps one deal.</summary>
    /// <param name="deal">The deal.</param>
    /// <param name="account">The account.</param>
    /// <param name="closedStage">Whether its pipeline stage is a closed one; the deal itself does not say. Null when unknown.</param>
    public static MapResult<FubDealRow> Map(FubDeal deal, AccountInfo account, bool? closedStage = null)
    {
        var scope = default(MapScope);
        long id = scope.Key(deal.Id);
        var row = new FubDealRow
        {
            AdDealId = FubValues.NaturalKey(account, id),
            FubAccountUserName = FieldValues.Text(deal.Users is [{ } agent, ..] ? agent.Name : null),
            FubAccountIdRaw = account.VendorAccountId,
            FubDealId = id,
            DealName = FieldValues.Text(deal.Name),
            Type = scope.Whole(deal.Type, "$.type"),
            Status = scope.Word(deal.Status, "$.status"),
            Price = scope.Amount(deal.Price, "$.price"),
            FubCreatedAt = scope.Time(deal.CreatedAt, "$.createdAt"),
            Description = FieldValues.Text(deal.Description),
            ProjectedCloseDate = scope.Day(deal.ProjectedCloseDate, "$.projectedCloseDate"),
            PipelineId = FubValues.Id(deal.PipelineId),
            PipelineName = FieldValues.Text(deal.PipelineName),
            StageName = FieldValues.Text(deal.StageName),
            EnteredStageAt = scope.Time(deal.EnteredStageAt, "$.enteredStageAt"),
            CommissionValue = scope.Amount(deal.CommissionValue, "$.commissionValue"),
            AgentCommission = scope.Amount(deal.AgentCommission, "$.agentCommission"),
            TeamCommission = scope.Amount(deal.TeamCommission, "$.teamCommission"),
            TimeToClose = scope.Whole(deal.TimeToClose, "$.timeToClose"),
            AdUserId = account.UserId,
            StageId = FubValues.Id(deal.StageId),
            AdTeamId = account.TeamId,
            CredentialsId = account.CredentialsId?.Value,
            People = deal.People is null ? FieldValues.NoJson : Named(deal.People.Select(static p => (p.Id, p.Name))),
            FubUsers = deal.Users is null ? FieldValues.NoJson : Named(deal.Users.Select(static u => (u.Id, u.Name))),
            ClosedStage = closedStage,
            PrimaryPersonIdRaw = FubValues.Id(deal.People?.ElementAtOrDefault(0)?.Id),
            SecondaryPersonIdRaw = FubValues.Id(deal.People?.ElementAtOrDefault(1)?.Id),
            PrimaryFubUserIdRaw = FubValues.Id(deal.Users?.ElementAtOrDefault(0)?.Id),
            SecondaryFubUserIdRaw = FubValues.Id(deal.Users?.ElementAtOrDefault(1)?.Id),
        };

        scope.Unknown(deal.Extra, "$", FubValues.IsCustom);
        foreach (FubDealPerson person in deal.People ?? [])
        {
            scope.Unknown(person.Extra, "$.people[]");
        }

        foreach (FubDealUser user in deal.Users ?? [])
        {
            scope.Unknown(user.Extra, "$.users[]");
        }

        return scope.Result(row);
    }

    private static ReadOnlyMemory<byte> Named(IEnumerable<(long? Id, string? Name)> items) => FieldValues.Json(items, static (writer, list) =>
    {
        writer.WriteStartArray();
        foreach ((long? id, string? name) in list)
        {
            writer.WriteStartObject();
            if (id is { } known)
            {
                writer.WriteNumber("id"u8, known);
            }
            else
            {
                writer.WriteNull("id"u8);
            }

            writer.WriteString("name"u8, FieldValues.Text(name));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });
}
