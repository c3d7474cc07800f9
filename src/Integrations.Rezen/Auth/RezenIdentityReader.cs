using Integrations.Abstractions;
using Integrations.Http;
using Microsoft.Extensions.Options;

namespace Integrations.Rezen;

/// <summary>Asks whose key it is (<c>/users/me</c>). The vendor has no account beside the user, so the yenta id is both. It names no time zone.</summary>
internal sealed class RezenIdentityReader(IVendorApiFactory apis, IOptions<RezenOptions> options) : IVendorIdentityReader
{
    public string Vendor => RezenDefaults.Vendor;

    public async Task<VendorIdentity> ReadAsync(VendorCredential credential, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(credential);
        var call = new VendorCall { Vendor = RezenDefaults.Vendor, Service = options.Value.Endpoints.Users, Credential = credential, Operation = "read identity" };
        CapturedRecord<RezenAgent> me = await apis.Create<IRezenUsersApi>(call).GetMeAsync(cancellationToken).ConfigureAwait(false);
        if (me.Required(Vendor).Id is not { } id || string.IsNullOrWhiteSpace(id))
        {
            throw new IntegrationProtocolException("The identity of reZEN holds no yenta id.", new ErrorContext { Vendor = Vendor, Operation = call.Operation });
        }

        return new VendorIdentity { AccountId = id, UserId = id };
    }
}
