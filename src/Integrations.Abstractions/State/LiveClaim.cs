namespace Integrations.Abstractions;

/// <summary>The right to write single records of one stream, with the account to read them from.</summary>
/// <param name="Lease">The lease. It has no job step.</param>
/// <param name="Account">The account.</param>
public sealed record LiveClaim(SyncLease Lease, AccountInfo Account);
