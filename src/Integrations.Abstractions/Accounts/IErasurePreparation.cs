namespace Integrations.Abstractions;

/// <summary>
/// What is to be done outside the database when an account is erased, while its credential and its other rows are still there. It runs when nobody works for the account any more. Register any number.
/// </summary>
public interface IErasurePreparation
{
    /// <summary>Does it as well as it can: the erasure goes on whatever becomes of it.</summary>
    /// <param name="account">The account.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>What was done or could not be done, for whoever asked for the erasure. Null when there was nothing to do.</returns>
    Task<string?> PrepareAsync(AccountRef account, CancellationToken cancellationToken = default);
}
