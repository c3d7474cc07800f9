using System.Net;

namespace Integrations.Http;

/// <summary>
/// Tells a refused credential from a missing right, for a vendor that answers both alike: after such an answer it is asked once, with the same credential, for something that every valid
/// credential may read. Is that refused as well, the credential is, and the answer counts as 401. A credential that passed is not asked about again for
/// <see cref="VendorHttpOptions.CredentialLifetime"/>.
/// </summary>
public sealed class CredentialProbe
{
    /// <summary>What every valid credential may read; asked with GET. One of the vendor's own origins.</summary>
    public required Uri Address { get; init; }

    /// <summary>True for an answer that leaves open which of the two is meant.</summary>
    public required Func<HttpStatusCode, ReadOnlyMemory<byte>, bool> IsDoubtful { get; init; }
}
