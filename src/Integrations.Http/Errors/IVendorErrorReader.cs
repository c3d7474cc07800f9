using System.Net;

namespace Integrations.Http;

/// <summary>Reads the error answers of one vendor. Pure and total: an answer that it does not understand is null, never an exception.</summary>
public interface IVendorErrorReader
{
    /// <summary>Reads one answer that is not a success.</summary>
    /// <param name="status">HTTP status.</param>
    /// <param name="path">Path of the request without query.</param>
    /// <param name="body">Body as received; possibly empty, cut off, or not JSON.</param>
    /// <returns>What the vendor says. Null leaves the status to decide.</returns>
    VendorError? Read(HttpStatusCode status, string path, ReadOnlySpan<byte> body);
}
