using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Integrations.Abstractions;

namespace Integrations.Persistence.Postgres;

/// <summary>A record kept aside: what <c>lambda_failed_records</c> stores.</summary>
/// <param name="ExternalId">The vendor's id, or the payload's digest where the record has none.</param>
/// <param name="Raw">The payload as JSON text.</param>
/// <param name="Original">The bytes as received where they differ.</param>
/// <param name="Stage">Where it was refused: <c>map</c>, <c>stage</c>, <c>promote</c>.</param>
/// <param name="Problem">Why.</param>
internal sealed record Reject(string ExternalId, string Raw, byte[]? Original, string Stage, RecordProblem Problem)
{
    public static Reject Of(MappedRecord record, string stage, RecordProblem problem) => new(
        record.Id is { } id ? PostgresText.Clean(id.Value) : "sha256:" + Convert.ToHexStringLower(SHA256.HashData(record.Raw.Span)),
        JsonText(record.Raw.Span),
        record.Original?.ToArray(),
        stage,
        problem);

    /// <summary>The payload as a JSON string, which the database takes whatever it holds.</summary>
    public Reject AsString() => this with { Raw = JsonString(Raw) };

    private static string JsonText(ReadOnlySpan<byte> raw)
    {
        if (raw.IsEmpty)
        {
            return "null";
        }

        string text = PostgresText.Clean(Encoding.UTF8.GetString(raw));
        return IsJson(raw) ? text : JsonString(text);
    }

    private static string JsonString(string text) => $"\"{JsonEncodedText.Encode(text, System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";

    private static bool IsJson(ReadOnlySpan<byte> raw)
    {
        Utf8JsonReader reader = new(raw);
        try
        {
            while (reader.Read())
            {
                reader.TrySkip();
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
