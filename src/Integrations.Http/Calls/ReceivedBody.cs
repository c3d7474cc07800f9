using System.Net;
using System.Net.Http.Headers;

namespace Integrations.Http;

/// <summary>The body of an answer, received completely, with what else a page needs from the answer. An interface method may return it to get the bytes as they came.</summary>
/// <param name="bytes">The body after decompression. Not copied; slices of it stay valid.</param>
public sealed class ReceivedBody(ReadOnlyMemory<byte> bytes)
{
    /// <summary>The body after decompression, in one buffer.</summary>
    public ReadOnlyMemory<byte> Bytes { get; } = bytes;

    /// <summary>The status of the answer, for a call where successes differ. Null for a body that did not come over HTTP.</summary>
    public HttpStatusCode? StatusCode { get; init; }

    /// <summary>The vendor's clock when it answered (the <c>Date</c> header). Null when it did not say.</summary>
    public DateTimeOffset? ServerTime { get; init; }

    /// <summary>The headers of the answer. Null for a body that did not come over HTTP.</summary>
    public HttpResponseHeaders? Headers { get; init; }

    /// <summary>On whose behalf it was asked. Null for a body that did not come over HTTP.</summary>
    public VendorCall? Call { get; init; }
}
