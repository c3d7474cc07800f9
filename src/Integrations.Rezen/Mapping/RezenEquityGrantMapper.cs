using Integrations.Abstractions;
using Integrations.Http;

namespace Integrations.Rezen;

/// <summary>Grant of shares to <c>rezen_equity_grants</c>. No endpoint is known; the names follow the columns that an integrator keeps.</summary>
internal static class RezenEquityGrantMapper
{
    public static MapResult<RezenEquityGrantRow> Map(RezenListed<RezenEquityGrant> listed, AccountInfo account)
    {
        var scope = default(MapScope);
        RezenEquityGrant grant = listed.Model;
        var row = new RezenEquityGrantRow
        {
            GrantIdRaw = scope.PlainKey(grant.AnyId),
            OwnerAgentIdRaw = account.VendorAccountId,
            TransactionType = FieldValues.Text(grant.TransactionType),
            Status = FieldValues.Text(grant.Status),
            GrantType = FieldValues.Text(grant.GrantType),
            Amount = scope.Shares(grant.AnyShares, "$.amount"),
            Price = scope.Shares(grant.Price?.Amount, "$.price"),
            Value = scope.Shares(grant.Value?.Amount, "$.value"),
            Currency = scope.Currency(grant.Value ?? grant.Price, "$.value.currency"),
            TransactionDate = scope.Time(grant.TransactionDate ?? grant.GrantDate, "$.transactionDate"),
            VestingDate = scope.Day(grant.VestingDate, "$.vestingDate"),
            ExpirationDate = scope.Day(grant.ExpirationDate, "$.expirationDate"),
            TransactionIdRaw = FieldValues.Text(grant.TransactionId),
            Source = "configured",
            Notes = FieldValues.Text(grant.Notes),
            UserId = account.UserId,
        };
        scope.Unknown(grant.Extra, "$");
        return scope.Result(row);
    }
}
