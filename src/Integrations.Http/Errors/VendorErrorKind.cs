namespace Integrations.Http;

/// <summary>Kinds of error answers; each becomes the exception of the same name in Integrations.Abstractions.</summary>
public enum VendorErrorKind
{
    /// <summary>The credential is refused. Status 401.</summary>
    Authentication,

    /// <summary>The credential may not do this. Status 402 and 403.</summary>
    Authorization,

    /// <summary>Too many requests. Status 429.</summary>
    RateLimit,

    /// <summary>No such record or path. Status 404 and 410.</summary>
    NotFound,

    /// <summary>The request's content is refused. Status 400, 422 and other 4xx.</summary>
    Validation,

    /// <summary>The vendor's state contradicts the call. Status 409, 412 and 423.</summary>
    Conflict,

    /// <summary>The vendor does not accept the cursor or page token any more. No status of its own.</summary>
    Cursor,

    /// <summary>The vendor is away. Status 408 and 5xx to a read.</summary>
    Unavailable,

    /// <summary>A write may have been done or not. Status 408 and 5xx to a write, or no answer to it.</summary>
    OutcomeUnknown,

    /// <summary>The answer is none that the vendor documents. Redirects and all else.</summary>
    Protocol,
}
