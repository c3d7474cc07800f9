using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Integrations.Abstractions;

namespace Integrations.Http;

/// <summary>All that this package needs to know of a vendor. Everything here is the vendor's; nothing in the package is.</summary>
public sealed class VendorHttpProfile
{
    /// <summary>Vendor name in lower case. Also the name of the <see cref="HttpClient"/>.</summary>
    public required string Vendor { get; init; }

    /// <summary>Address that relative paths of a call start from which names no service. Ends with a slash where it has a path.</summary>
    public required Uri BaseAddress { get; init; }

    /// <summary>
    /// Addresses of the vendor's services by name, for a vendor with several hosts; a call names one in <see cref="VendorCall.Service"/>. Each ends with a slash where it has a path. A
    /// credential is sent to these origins (scheme, host and port) and that of <see cref="BaseAddress"/>; a request to any other is refused before it is sent.
    /// </summary>
    public IReadOnlyDictionary<string, Uri> Services { get; init; } = new Dictionary<string, Uri>(StringComparer.Ordinal);

    /// <summary>Source-generated metadata of every type that is sent or received.</summary>
    public required JsonSerializerContext Json { get; init; }

    /// <summary>How bodies of page types are read. Empty when all types are read by <see cref="Json"/>.</summary>
    public VendorBodyReaders Bodies { get; init; } = new();

    /// <summary>Makes the handler that applies credentials. Called once for each handler chain that the client factory builds.</summary>
    public required Func<IServiceProvider, VendorAuthenticationHandler> Authentication { get; init; }

    /// <summary>Names the rate context in which the vendor counts a request for the account. Default: <c>default</c> for all.</summary>
    public Func<HttpRequestMessage, string> RateContext { get; init; } = static _ => "default";

    /// <summary>Names the rate context in which the vendor counts a request over all accounts of this system; null for a request that has none. Null when the vendor has no such ceiling.</summary>
    public Func<HttpRequestMessage, string?>? SystemRateContext { get; init; }

    /// <summary>Allowances for an account by context, valid until an answer says another. A context that is not listed is unlimited until then.</summary>
    public IReadOnlyDictionary<string, RateLimit> AccountLimits { get; init; } = new Dictionary<string, RateLimit>(StringComparer.Ordinal);

    /// <summary>Allowances over all accounts by context. A context that is not listed is unlimited.</summary>
    public IReadOnlyDictionary<string, RateLimit> SystemLimits { get; init; } = new Dictionary<string, RateLimit>(StringComparer.Ordinal);

    /// <summary>Reads what an answer says about the allowance; see <see cref="RateHeaders"/>. Null when the vendor sends no such headers.</summary>
    public Func<HttpResponseMessage, RateSignals?>? RateSignals { get; init; }

    /// <summary>Reads the vendor's error bodies. Null leaves the status alone to decide.</summary>
    public IVendorErrorReader? Errors { get; init; }

    /// <summary>How to tell a refused credential from a missing right where the vendor answers both alike. Null where 401 alone means a refused credential.</summary>
    public CredentialProbe? CredentialProbe { get; init; }

    /// <summary>What the vendor's secrets look like, masked in the pieces of answers that errors carry on top of what <see cref="Redactor"/> knows. Null when that is enough.</summary>
    public Regex? Secrets { get; init; }

    /// <summary>True when the vendor documents that a request answered 429 was not processed; then writes are repeated after it as reads are. Default false.</summary>
    public bool IsThrottledUnprocessed { get; init; }

    /// <summary>Says of a write whether doing it twice is the same as doing it once. Default: PUT and DELETE. Asked only for the error of a write whose outcome is unknown.</summary>
    public Func<HttpRequestMessage, bool> IsRepeatable { get; init; } = static request => request.Method == HttpMethod.Put || request.Method == HttpMethod.Delete;

    /// <summary>Response header with the vendor's request id. Null when there is none.</summary>
    public string? RequestIdHeader { get; init; }
}
