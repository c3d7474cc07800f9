using Integrations.Abstractions;
using Integrations.Http;

namespace Integrations.Rezen;

/// <summary>Payment of revenue share to <c>rezen_revshare_payments</c>.</summary>
internal static class RezenRevenueSharePaymentMapper
{
    public static MapResult<RezenRevenueSharePaymentRow> Map(RezenListed<RezenRevenueSharePayment> listed, AccountInfo account)
    {
        var scope = default(MapScope);
        RezenRevenueSharePayment payment = listed.Model;
        var row = new RezenRevenueSharePaymentRow
        {
            PaymentIdRaw = scope.PlainKey(payment.PaymentId),
            OwnerAgentIdRaw = account.VendorAccountId,
            Amount = scope.Money(payment.Amount, "$.amount"),
            Currency = scope.Currency(payment.Amount, "$.amount.currency"),
            Status = FieldValues.Text(payment.Status),
            PaymentMethod = FieldValues.Text(payment.PaymentMethod),
            PaymentReference = FieldValues.Text(payment.PaymentReference),
            PaymentDate = scope.Time(payment.PaidAt ?? payment.PaymentDate ?? payment.CreatedAt, "$.paidAt"),
            RezenCreatedAt = scope.Time(payment.CreatedAt, "$.createdAt"),
            PeriodStart = scope.Day(payment.PeriodStart, "$.periodStart"),
            PeriodEnd = scope.Day(payment.PeriodEnd, "$.periodEnd"),
            UserId = account.UserId,
        };
        scope.Unknown(payment.Extra, "$");
        return scope.Result(row);
    }
}
