using Integrations.Abstractions;
using Integrations.Http;

namespace Integrations.Rezen;

/// <summary>Referral code to <c>rezen_referral_code</c>, with the address of the sign-up page made of it.</summary>
internal static class RezenReferralCodeMapper
{
    /// <summary>Maps one code.</summary>
    /// <param name="listed">The code.</param>
    /// <param name="account">The account; the code is its owner's.</param>
    /// <param name="template">Address of the sign-up page with <c>{code}</c> and <c>{name}</c>.</param>
    public static MapResult<RezenReferralCodeRow> Map(RezenListed<RezenReferralCode> listed, AccountInfo account, string template)
    {
        var scope = default(MapScope);
        RezenReferralCode referral = listed.Model;
        string? code = FieldValues.Text(referral.AnyCode);
        if (code is null)
        {
            scope.Reject("missing_code", "The answer holds no code.", "$.code");
        }

        var row = new RezenReferralCodeRow
        {
            AgentIdRaw = scope.Key(referral.AgentId ?? account.VendorAccountId),
            Code = code,
            Url = code is null ? null : template
                .Replace("{code}", Uri.EscapeDataString(code), StringComparison.Ordinal)
                .Replace("{name}", Uri.EscapeDataString(FieldValues.Text(referral.Name) ?? string.Empty), StringComparison.Ordinal),
            Status = "active",
            UserId = account.UserId,
        };
        scope.Unknown(referral.Extra, "$");
        return scope.Result(row);
    }
}
