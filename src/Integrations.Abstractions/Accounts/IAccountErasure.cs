namespace Integrations.Abstractions;

/// <summary>Removes an account with everything that was stored for it (invariant I17).</summary>
public interface IAccountErasure
{
    /// <summary>What an erasure would remove: table name to rows, tables without any left out. Changes nothing.</summary>
    /// <exception cref="IntegrationConfigurationException">The account does not exist.</exception>
    Task<IReadOnlyDictionary<string, long>> PreviewAsync(AccountRef account, CancellationToken cancellationToken = default);

    /// <summary>
    /// Removes the account from every table. First nobody may work for it any more: its runs lose their leases and its state becomes <see cref="AccountStatus.Erasing"/>. Then the
    /// webhooks that are registered for it at the vendor are removed, as far as its credential still can; <see cref="ErasureResult.Notes"/> says what became of that. Then its rows go in bounded portions, the account row last. An erasure that was interrupted goes on when it is called again; for an account that is gone it removes what a late writer may have
    /// left. It cannot be taken back. What stays is a record of row ids, table names and numbers.
    /// </summary>
    /// <exception cref="IntegrationConfigurationException">The account does not exist and never did.</exception>
    Task<ErasureResult> EraseAccountAsync(AccountRef account, CancellationToken cancellationToken = default);
}
