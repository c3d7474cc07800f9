namespace Integrations.Testing;

/// <summary>Something that passes between a worker and one of its servers.</summary>
/// <param name="Kind">What passes.</param>
/// <param name="Moment">How far it has come.</param>
/// <param name="Text">SQL text of the statement, or request line.</param>
internal readonly record struct WireEvent(WireKind Kind, WireMoment Moment, string Text);

internal enum WireKind
{
    /// <summary>An SQL statement that is executed.</summary>
    Statement,

    /// <summary>A piece of COPY data.</summary>
    Copy,

    /// <summary>An HTTP request.</summary>
    Request,
}

internal enum WireMoment
{
    /// <summary>The client has sent it, the server does not have it.</summary>
    Sending,

    /// <summary>The server has answered, the client does not have the answer.</summary>
    Answering,

    /// <summary>The client's machine has the answer.</summary>
    Answered,
}
