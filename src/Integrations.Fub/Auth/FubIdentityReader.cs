using System.Globalization;
using Integrations.Abstractions;
using Integrations.Http;

namespace Integrations.Fub;

/// <summary>
/// Asks whose key it is (<c>/identity</c>), and takes the account's owner and time zone from its users, because the identity holds neither the owner's id nor a zone (Assumed: the
/// owner's zone is the account's).
/// </summary>
internal sealed class FubIdentityReader(FubSourceServices services) : IVendorIdentityReader
{
    public string Vendor => FubDefaults.Vendor;

    public async Task<VendorIdentity> ReadAsync(VendorCredential credential, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(credential);
        var call = new VendorCall { Vendor = FubDefaults.Vendor, Credential = credential, Operation = "read identity" };
        FubIdentity identity = await services.Api<IFubIdentityApi>(call).GetAsync(cancellationToken).ConfigureAwait(false);
        if (identity is not { Account.Id: { } accountId and > 0, User: { Id: { } userId and > 0 } user })
        {
            throw new IntegrationProtocolException("The identity of Follow Up Boss holds no account id or no user id.", new ErrorContext { Vendor = FubDefaults.Vendor, Operation = "read identity" });
        }

        FubUser? owner = await OwnerAsync(call, cancellationToken).ConfigureAwait(false);
        return new VendorIdentity
        {
            AccountId = accountId.ToString(CultureInfo.InvariantCulture),
            UserId = FieldValues.Text(user.Fuid) ?? userId.ToString(CultureInfo.InvariantCulture),
            HostName = FieldValues.Text(identity.Account.Domain),
            TimeZone = Zone(owner?.Timezone),
            Columns = new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["fub_owner_id"] = owner?.Id ?? (user.IsOwner is true ? userId : null),
            },
        };
    }

    private async Task<FubUser?> OwnerAsync(VendorCall call, CancellationToken cancellationToken)
    {
        IFubUsersApi api = services.Api<IFubUsersApi>(call);
        try
        {
            IAsyncEnumerable<ListPage<FubUser>> pages = FubSmallLists.Pages(
                (ask, token) => api.ListAsync(new FubUsersQuery { Limit = ask.Limit, Offset = ask.Offset, Next = ask.Next }, token),
                static u => u.Id,
                services.Options.PageSize,
                cancellationToken);
            await foreach (ListPage<FubUser> page in pages.ConfigureAwait(false))
            {
                if (page.Items.FirstOrDefault(static u => u.IsOwner is true) is { } owner)
                {
                    return owner;
                }
            }
        }
        catch (IntegrationAuthorizationException)
        {
            FubLog.UsersForbidden(services.Log);
        }

        return null;
    }

    private static string? Zone(string? name) => FieldValues.Text(name) is { } text && TimeZoneInfo.TryFindSystemTimeZoneById(text, out _) ? text : null;
}
