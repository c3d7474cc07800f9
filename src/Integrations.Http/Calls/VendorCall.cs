using Integrations.Abstractions;

namespace Integrations.Http;

/// <summary>
/// On whose behalf a request is made. Travels in <see cref="HttpRequestMessage.Options"/>, so that one handler chain serves all accounts of a vendor. Holds for any number of
/// requests of the same operation.
/// </summary>
public sealed record VendorCall
{
    private static readonly HttpRequestOptionsKey<VendorCall> Key = new("Integrations.VendorCall");
    private static readonly HttpRequestOptionsKey<int> VersionKey = new("Integrations.CredentialVersion");
    private static readonly HttpRequestOptionsKey<bool> RefusedKey = new("Integrations.CredentialRefused");

    /// <summary>Vendor name in lower case.</summary>
    public required string Vendor { get; init; }

    /// <summary>The account. Null only while its credential is not stored yet, then <see cref="Credential"/> is set, and for a call <see cref="AsSystem"/>.</summary>
    public AccountRef? Account { get; init; }

    /// <summary>The credential to use instead of the stored one. Null for calls of a stored account.</summary>
    public VendorCredential? Credential { get; init; }

    /// <summary>
    /// True for a call of the host's own system at the vendor, which belongs to no account and has no credential, for example the registration of an OAuth app. The handler is then
    /// given an empty credential.
    /// </summary>
    public bool AsSystem { get; init; }

    /// <summary>Name of the vendor's service that is asked, one of <see cref="VendorHttpProfile.Services"/>. Null for <see cref="VendorHttpProfile.BaseAddress"/>.</summary>
    public string? Service { get; init; }

    /// <summary>The stream that is read. Null outside a sync run.</summary>
    public StreamName? Stream { get; init; }

    /// <summary>What is being done, in words that a person reads in an error, for example <c>read page</c>.</summary>
    public required string Operation { get; init; }

    /// <summary>Counts the requests of a run. Null when nobody counts.</summary>
    public RequestTally? Tally { get; init; }

    /// <summary>The call that a request was made for. Null for a request that was not made through this package.</summary>
    public static VendorCall? Of(HttpRequestMessage request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.Options.TryGetValue(Key, out VendorCall? call) ? call : null;
    }

    /// <summary>Stamps a request with this call. Clients made by <see cref="IVendorApiFactory"/> do it by themselves.</summary>
    public void Stamp(HttpRequestMessage request)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.Options.Set(Key, this);
    }

    /// <summary>Notes which stored credential a request carries, so that its refusal can be told from the refusal of a newer one.</summary>
    internal static void StampVersion(HttpRequestMessage request, int version) => request.Options.Set(VersionKey, version);

    /// <summary>Version of the stored credential that a request carries. Null when it carries none.</summary>
    internal static int? VersionOf(HttpRequestMessage request) => request.Options.TryGetValue(VersionKey, out int version) ? version : null;

    /// <summary>Notes that the vendor refuses the credential of a request, whatever status it answered.</summary>
    internal static void StampRefused(HttpRequestMessage request, bool isRefused) => request.Options.Set(RefusedKey, isRefused);

    /// <summary>True when it was found that the vendor refuses the credential of the request, whatever status it answered.</summary>
    internal static bool IsRefused(HttpRequestMessage? request) => request is not null && request.Options.TryGetValue(RefusedKey, out bool isRefused) && isRefused;

    internal static VendorCall Required(HttpRequestMessage request) =>
        Of(request) ?? throw new IntegrationConfigurationException(
            $"A request to {request.RequestUri?.Host} was sent without saying for which account. Make the client with {nameof(IVendorApiFactory)}, or stamp the request with {nameof(VendorCall)}.{nameof(Stamp)}.");
}
