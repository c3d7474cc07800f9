using Integrations.Abstractions;

namespace Integrations.Persistence.Postgres;

/// <summary>The words of the <c>status</c> column of account tables.</summary>
internal static class AccountStatusText
{
    public static string Of(AccountStatus status) => status switch
    {
        AccountStatus.Active => "active",
        AccountStatus.ReauthRequired => "reauth_required",
        AccountStatus.Locked => "locked",
        AccountStatus.Disabled => "disabled",
        AccountStatus.CredentialUnreadable => "credential_unreadable",
        AccountStatus.Erasing => "erasing",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "Unknown account status."),
    };

    public static AccountStatus Parse(string text) => text switch
    {
        "active" => AccountStatus.Active,
        "reauth_required" => AccountStatus.ReauthRequired,
        "locked" => AccountStatus.Locked,
        "disabled" => AccountStatus.Disabled,
        "credential_unreadable" => AccountStatus.CredentialUnreadable,
        "erasing" => AccountStatus.Erasing,
        _ => throw new InvalidOperationException($"An account has the unknown status '{text}'."),
    };
}
