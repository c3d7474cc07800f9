namespace Integrations.Abstractions;

/// <summary>Where an error happened. Holds no query string, no body text and no customer data besides <see cref="Body"/>, which is redacted.</summary>
public sealed record ErrorContext
{
    /// <summary>Vendor name in lower case. Null outside a vendor call.</summary>
    public string? Vendor { get; init; }

    /// <summary>The account. Null when none is involved.</summary>
    public AccountRef? Account { get; init; }

    /// <summary>
    /// <see cref="VendorCredential.Version"/> of the stored credential that the error is about: the one that was sent, or that cannot be decrypted. Null when none was involved, or it is not known.
    /// </summary>
    public int? CredentialVersion { get; init; }

    /// <summary>The stream. Null outside a run.</summary>
    public StreamName? Stream { get; init; }

    /// <summary>What was being done, for example <c>read page</c>.</summary>
    public string? Operation { get; init; }

    /// <summary>HTTP method. Null outside a vendor call.</summary>
    public string? Method { get; init; }

    /// <summary>Path without query. Null outside a vendor call.</summary>
    public string? Path { get; init; }

    /// <summary>HTTP status. Null when no answer came.</summary>
    public int? StatusCode { get; init; }

    /// <summary>The vendor's error code. Null when it gave none.</summary>
    public string? VendorCode { get; init; }

    /// <summary>The vendor's request id. Null when it gave none.</summary>
    public string? VendorRequestId { get; init; }

    /// <summary>How long the vendor asks to wait, corrected for clock skew. Null when it does not.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>At most 512 characters of the answer, redacted. Null when there is none.</summary>
    public string? Body { get; init; }
}
