namespace Integrations.Abstractions;

/// <summary>
/// Fills core tables again from the mirror, after a projection has changed or somebody has changed core rows by hand. The vendor is asked for nothing. For the host application.
/// </summary>
public interface ICoreRebuild
{
    /// <summary>
    /// Projects the mirror rows of a stream anew, in short transactions: core rows that are missing are made, those that differ are corrected, all others are left untouched. Safe beside running
    /// reads and webhooks of the account. Core rows refer to those of other streams, so streams are rebuilt in the order of their dependencies. Resumable: continue behind
    /// <see cref="RebuildResult.Last"/>; repeating it does no harm.
    /// </summary>
    /// <param name="account">The account.</param>
    /// <param name="stream">The stream. One that no projection reads is done at once.</param>
    /// <param name="after">Row id of the mirror table behind which to continue. Null to begin.</param>
    /// <param name="limit">At most so many mirror rows. At least 1.</param>
    /// <param name="cancellationToken">Stops the call; what was written stays.</param>
    /// <exception cref="IntegrationUnavailableException">Somebody else writes single records of the stream at this moment, or the account is not read; try again.</exception>
    Task<RebuildResult> RebuildAsync(AccountRef account, StreamName stream, RowId? after = null, int limit = 10_000, CancellationToken cancellationToken = default);
}
