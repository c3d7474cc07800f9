using System.Security.Cryptography;
using System.Text;
using Integrations.Abstractions;
using Integrations.Http;

namespace Integrations.Rezen;

/// <summary>Identifiers of reZEN: UUIDs in lower case.</summary>
internal static class RezenIds
{
    /// <summary>Why a record whose id is none is a reject.</summary>
    public static RecordProblem Invalid { get; } = new("invalid_id", "The id is not a UUID.", "$.id");

    /// <summary>The UUID as the vendor writes it. Null for anything else.</summary>
    public static string? Uuid(string? text) => Guid.TryParseExact(text?.Trim(), "D", out Guid id) ? id.ToString("D") : null;

    /// <summary>An identifier of a record whose shape was never recorded, which may be no UUID: up to 100 characters without blanks. Null for anything else.</summary>
    public static string? Plain(string? text) => Uuid(text) ?? (text?.Trim() is { Length: > 0 and <= 100 } plain && !plain.Any(static c => char.IsWhiteSpace(c) || char.IsControl(c)) ? plain : null);

    /// <summary>The id of a record: from its model, or from its text where the model could not be read. Null makes it a reject.</summary>
    public static VendorId? Of<T>(CapturedRecord<T> record, Func<T, string?> idOf, string property = "id")
        where T : class => Uuid(record.Value is { } model ? idOf(model) : CapturedJson.Scalar(record.Raw.Span, property)) is { } id ? new VendorId(id) : null;

    /// <summary>Refuses identifiers that no record of the vendor can have, before any request is sent.</summary>
    /// <param name="ids">The identifiers.</param>
    /// <param name="most">How many there may be.</param>
    /// <param name="isId">What an identifier of the stream is.</param>
    public static void Check(IReadOnlyList<VendorId> ids, int most, Func<string, bool> isId)
    {
        if (ids.Count > most)
        {
            throw new ArgumentException($"At most {most} identifiers can be read at once.", nameof(ids));
        }

        if (!ids.All(id => isId(id.Value)))
        {
            throw new ArgumentException("An identifier of reZEN is a UUID.", nameof(ids));
        }
    }

    /// <summary>An identifier for a record without one: the hash of what it consists of.</summary>
    public static string Hash(params ReadOnlySpan<string?> values)
    {
        var text = new StringBuilder();
        foreach (string? value in values)
        {
            text.Append(value?.Length ?? -1).Append(':').Append(value);
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
