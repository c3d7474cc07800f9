using Integrations.Abstractions;
using Integrations.Http;

namespace Integrations.Rezen;

/// <summary>Cap of an agent to <c>rezen_agent_caps</c>.</summary>
internal static class RezenCapMapper
{
    /// <summary>Maps one cap.</summary>
    public static MapResult<RezenAgentCapRow> Map(RezenAgentCap agent, AccountInfo account)
    {
        var scope = default(MapScope);
        RezenCap? cap = agent.Cap;
        RezenMoney?[] amounts = [cap?.CapAmount, cap?.CapAmountPaid, cap?.TeamCapAmount, cap?.TeamCapAmountPaid, cap?.BrokerageCapAmount, cap?.BrokerageCapAmountPaid];
        var row = new RezenAgentCapRow
        {
            AgentIdRaw = agent.AgentId,
            OwnerAgentIdRaw = account.VendorAccountId,
            Visibility = cap is null ? "not_visible" : "visible",
            Capped = cap?.Capped,
            CapAmount = scope.Money(cap?.CapAmount, "$.capAmount"),
            CapAmountPaid = scope.Money(cap?.CapAmountPaid, "$.capAmountPaid"),
            TeamCapAmount = scope.Money(cap?.TeamCapAmount, "$.teamCapAmount"),
            TeamCapAmountPaid = scope.Money(cap?.TeamCapAmountPaid, "$.teamCapAmountPaid"),
            BrokerageCapAmount = scope.Money(cap?.BrokerageCapAmount, "$.brokerageCapAmount"),
            BrokerageCapAmountPaid = scope.Money(cap?.BrokerageCapAmountPaid, "$.brokerageCapAmountPaid"),
            Currency = scope.Currency(Array.Find(amounts, static a => a?.Currency is not null), "$.capAmount.currency"),
            AnniversaryDate = scope.Day(cap?.AnniversaryDate, "$.anniversaryDate"),
            UserId = account.UserId,
        };
        if (amounts.Select(static a => a?.Currency).OfType<RezenCurrency>().Distinct().Skip(1).Any())
        {
            // The row has one currency for all amounts of a cap.
            scope.Reject("mixed_currencies", "The amounts of the cap have different currencies.", "$");
        }

        if (cap is { Capped: null, AnniversaryDate: null } && Array.TrueForAll(amounts, static a => a is null))
        {
            scope.Reject("missing_cap", "The answer holds nothing of a cap.", "$");
        }

        scope.Unknown(cap?.Extra, "$");
        return scope.Result(row);
    }
}
