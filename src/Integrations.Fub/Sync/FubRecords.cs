using Integrations.Abstractions;
using Integrations.Http;

namespace Integrations.Fub;

/// <summary>Makes the records that sources hand on.</summary>
internal static class FubRecords
{
    /// <summary>A record with the model that its mapper takes.</summary>
    public static SyncRecord Of<T>(CapturedRecord<T> record, VendorId? id, DateTimeOffset? updatedAt, object? model)
        where T : class => new()
        {
            Id = id,
            VendorUpdatedAt = updatedAt,
            Raw = record.Raw,
            Original = record.Original,
            Model = model,
            Problem = record.Problem,
        };
}
