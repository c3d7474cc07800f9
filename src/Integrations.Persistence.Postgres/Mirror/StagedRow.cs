namespace Integrations.Persistence.Postgres;

/// <summary>One staged row on its way into the mirror.</summary>
/// <param name="Id">Row of the staging table.</param>
/// <param name="ExternalId">The vendor's id.</param>
/// <param name="IsDelete">True for a deletion that the vendor reported.</param>
/// <param name="VendorUpdatedAt">The vendor's change stamp. Null where it has none.</param>
/// <param name="AskedAt">When the vendor was asked for it.</param>
/// <param name="IsSuperseded">True when a newer row of the same record is staged.</param>
/// <param name="IsOfAnotherJob">True when another job read it.</param>
internal sealed record StagedRow(long Id, string ExternalId, bool IsDelete, DateTimeOffset? VendorUpdatedAt, DateTimeOffset AskedAt, bool IsSuperseded, bool IsOfAnotherJob);
