namespace Integrations.Persistence.Postgres;

/// <summary>A record that the vendor does not have any more.</summary>
/// <param name="ExternalId">The vendor's id.</param>
/// <param name="VendorUpdatedAt">The vendor's stamp of the deletion. Null where it gives none.</param>
/// <param name="AskedAt">When the vendor was asked. Null counts as the time of the write.</param>
internal sealed record DeletedRecord(string ExternalId, DateTimeOffset? VendorUpdatedAt, DateTimeOffset? AskedAt);
