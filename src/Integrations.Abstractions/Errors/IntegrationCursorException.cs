using System.Globalization;

namespace Integrations.Abstractions;

/// <summary>A cursor belongs to another stream, has an unknown version, or the vendor does not accept it any more.</summary>
/// <param name="message">What failed and what to do.</param>
/// <param name="context">Where.</param>
/// <param name="inner">Cause.</param>
public sealed class IntegrationCursorException(string message, ErrorContext? context = null, Exception? inner = null) : IntegrationException(message, context, inner)
{
    /// <inheritdoc/>
    public override string Code => "cursor";

    internal static IntegrationCursorException Foreign(StreamName stream, int version, string text)
    {
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        string head = colon is > 0 and < 80 ? text[..colon] : "unknown";
        return new IntegrationCursorException(
            string.Create(CultureInfo.InvariantCulture, $"A cursor of '{head}' was handed to {stream}, which reads '{stream}/{version}'. Request a Reconcile of the stream, which reads anew without a cursor; nothing was requested."),
            new ErrorContext { Vendor = stream.Vendor, Stream = stream, Operation = "open cursor" });
    }

    internal static IntegrationCursorException Damaged(StreamName stream, Exception? inner) => new(
        $"The stored cursor of {stream} cannot be read. Request a Reconcile of the stream, which reads anew without a cursor; nothing was requested.",
        new ErrorContext { Vendor = stream.Vendor, Stream = stream, Operation = "open cursor" },
        inner);
}
