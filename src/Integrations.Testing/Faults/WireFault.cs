namespace Integrations.Testing;

/// <summary>Ways in which an answer goes wrong below or beside HTTP, as <see cref="FaultyServer"/> plays them.</summary>
public enum WireFault
{
    /// <summary>The connection is reset instead of an answer.</summary>
    Reset,

    /// <summary>The connection is reset in the middle of the body.</summary>
    ResetInBody,

    /// <summary>The connection ends in the middle of the body.</summary>
    CutBody,

    /// <summary>The body comes a byte at a time, for hours.</summary>
    SlowDrip,

    /// <summary><c>Content-Length</c> announces more than comes; the connection ends.</summary>
    LengthTooLong,

    /// <summary><c>Content-Length</c> announces half of what comes.</summary>
    LengthTooShort,

    /// <summary>302 to another host, which keeps what it is sent: see <see cref="FaultyServer.ForeignRequests"/>.</summary>
    ForeignRedirect,

    /// <summary>200 with an HTML page.</summary>
    HtmlPage,

    /// <summary>No answer; the connection stays open.</summary>
    Silence,

    /// <summary>Bytes that are no HTTP.</summary>
    Garbage,

    /// <summary>Header lines without end.</summary>
    EndlessHeaders,

    /// <summary>A body without end, in chunks.</summary>
    EndlessBody,

    /// <summary>A small body that gzip turns into 1 GiB.</summary>
    CompressionBomb,
}
