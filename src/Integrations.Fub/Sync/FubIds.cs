using System.Globalization;
using Integrations.Abstractions;
using Integrations.Http;

namespace Integrations.Fub;

/// <summary>Identifiers of Follow Up Boss: positive integers.</summary>
internal static class FubIds
{
    /// <summary>Most identifiers in one request. Documented as the largest page.</summary>
    public const int Most = 100;

    /// <summary>The id of a record: from its model, or from its text where the model could not be read. Null makes it a reject.</summary>
    public static VendorId? Of<T>(CapturedRecord<T> record, Func<T, long?> idOf)
        where T : class
    {
        long? id = record.Value is { } model
            ? idOf(model)
            : long.TryParse(CapturedJson.Scalar(record.Raw.Span, "id"), NumberStyles.None, CultureInfo.InvariantCulture, out long parsed) ? parsed : null;
        return id is > 0 ? VendorId.From(id.Value) : null;
    }

    /// <summary>The number that an identifier is.</summary>
    public static long Number(VendorId id) => long.Parse(id.Value, CultureInfo.InvariantCulture);

    /// <summary>Refuses identifiers that no record of the vendor can have, before any request is sent.</summary>
    public static void Check(IReadOnlyList<VendorId> ids)
    {
        if (ids.Count > Most)
        {
            throw new ArgumentException($"At most {Most} identifiers can be read at once.", nameof(ids));
        }

        foreach (VendorId id in ids)
        {
            if (!long.TryParse(id.Value, NumberStyles.None, CultureInfo.InvariantCulture, out long number) || number <= 0)
            {
                throw new ArgumentException("An identifier of Follow Up Boss is a positive integer.", nameof(ids));
            }
        }
    }
}
