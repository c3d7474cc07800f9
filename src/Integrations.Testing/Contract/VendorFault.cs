namespace Integrations.Testing;

/// <summary>Ways in which a vendor's answer goes wrong.</summary>
public enum VendorFault
{
    /// <summary>429 with <c>Retry-After: 1</c>.</summary>
    TooManyRequests,

    /// <summary>500 with a short text.</summary>
    ServerError,

    /// <summary>401.</summary>
    Unauthorized,

    /// <summary>403.</summary>
    Forbidden,

    /// <summary>200 whose body is an HTML page instead of JSON.</summary>
    NotJson,

    /// <summary>200, complete as HTTP, whose JSON ends half-way.</summary>
    CutJson,

    /// <summary>200 whose connection is cut half-way through the announced body.</summary>
    CutConnection,

    /// <summary>The answer does not come until the client gives up.</summary>
    Hold,
}
