namespace Integrations.Testing;

/// <summary>How far it has come.</summary>
internal enum WireMoment
{
    /// <summary>The client has sent it, the server does not have it.</summary>
    Sending,

    /// <summary>The server has answered, the client does not have the answer.</summary>
    Answering,

    /// <summary>The client's machine has the answer.</summary>
    Answered,
}
