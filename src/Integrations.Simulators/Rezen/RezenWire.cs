namespace Integrations.Simulators;

/// <summary>Fixed facts and error bodies of reZEN.</summary>
internal static class RezenWire
{
    public const int DefaultPageSize = 20;

    public const string NotAuthorized = "Not authorized.";
    public const string TransactionNotFound = "Transaction not found by id";

    /// <summary>Assumed wording.</summary>
    public const string RateLimited = "Too many requests.";

    /// <summary>Assumed wording.</summary>
    public const string Unexpected = "An unexpected error occurred.";

    /// <summary>The error of services on real-commons: an object with one property, named after the class.</summary>
    public static WireAnswer Error(WireJsonWriter writer, int status, string message)
    {
        writer.Clear();
        writer.StartObject();
        writer.Name(R.ApiError);
        writer.StartObject();
        writer.Number(R.Status, status);
        writer.Text(R.Message, message);
        writer.EndObject();
        writer.EndObject();
        return new WireAnswer(status, writer);
    }

    public static WireAnswer Empty(WireJsonWriter writer, int status)
    {
        writer.Clear();
        return new WireAnswer(status, writer);
    }

    /// <summary>A page of the gateway before the services.</summary>
    public static WireAnswer Gateway(WireJsonWriter writer, int status, string title)
    {
        writer.Clear();
        writer.Verbatim($"<html>\r\n<head><title>{status} {title}</title></head>\r\n<body>\r\n<center><h1>{status} {title}</h1></center>\r\n</body>\r\n</html>\r\n");
        return new WireAnswer(status, writer) { ContentType = "text/html" };
    }

    public static WireAnswer NoUuid(WireJsonWriter writer, string text) => Error(writer, 400, $"'{text}' could not be converted to type 'UUID'");

    public static WireAnswer NoPage(WireJsonWriter writer, string path) => Error(writer, 404, $"No endpoint {path}.");
}
