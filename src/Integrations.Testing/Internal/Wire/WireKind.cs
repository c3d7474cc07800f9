namespace Integrations.Testing;

/// <summary>What passes on a wire.</summary>
internal enum WireKind
{
    /// <summary>An SQL statement that is executed.</summary>
    Statement,

    /// <summary>A piece of COPY data.</summary>
    Copy,

    /// <summary>An HTTP request.</summary>
    Request,
}
