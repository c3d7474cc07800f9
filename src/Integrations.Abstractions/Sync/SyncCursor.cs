namespace Integrations.Abstractions;

/// <summary>
/// Opaque text from which a source continues: <c>fub.people/1:…</c>. It names its stream and its format version, so that a cursor
/// handed to another source, or written by an unknown version, fails before any request is sent.
/// </summary>
public sealed record SyncCursor
{
    private SyncCursor(string text) => Text = text;

    /// <summary>The whole cursor as stored.</summary>
    public string Text { get; }

    /// <summary>Makes a cursor of <paramref name="stream"/> in format <paramref name="version"/> around <paramref name="payload"/>.</summary>
    public static SyncCursor Create(StreamName stream, int version, string payload) =>
        new(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{stream}/{version}:{payload}"));

    /// <summary>Takes a stored cursor as it is; it is checked when a source opens it.</summary>
    public static SyncCursor FromStored(string text)
    {
        ArgumentException.ThrowIfNullOrEmpty(text);
        return new SyncCursor(text);
    }

    /// <summary>The payload, when this cursor belongs to <paramref name="stream"/> and has format <paramref name="version"/>.</summary>
    /// <exception cref="IntegrationCursorException">The cursor belongs to another stream or has another version.</exception>
    public string Open(StreamName stream, int version)
    {
        var prefix = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{stream}/{version}:");
        return Text.StartsWith(prefix, StringComparison.Ordinal)
            ? Text[prefix.Length..]
            : throw IntegrationCursorException.Foreign(stream, version, Text);
    }

    /// <inheritdoc/>
    public override string ToString() => Text;
}
