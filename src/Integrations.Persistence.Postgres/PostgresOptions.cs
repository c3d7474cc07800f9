namespace Integrations.Persistence.Postgres;

/// <summary>Settings of the PostgreSQL stores.</summary>
public sealed class PostgresOptions
{
    /// <summary>
    /// Schema that holds all tables of the library. Default <c>integrations</c>. A lower-case identifier: letters, digits and underscores, at most 63 characters, not starting with
    /// a digit or <c>pg_</c>; anything else is refused at start.
    /// </summary>
    public string Schema { get; set; } = "integrations";

    /// <summary>
    /// How long one migration script may run, waiting for another process's migration included. Default 10 minutes; at least 1 second.
    /// </summary>
    public TimeSpan MigrationTimeout { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>After which finished items of the worker queue are removed. Items that were given up stay. Default 7 days; not negative.</summary>
    public TimeSpan FinishedWorkRetention { get; set; } = TimeSpan.FromDays(7);

    /// <summary>After which staged rows that were promoted or passed over are removed. Rows that wait or were refused stay. Default 30 days; not negative.</summary>
    public TimeSpan StagingRetention { get; set; } = TimeSpan.FromDays(30);

    /// <summary>
    /// True to put row-level security on every table that holds data of accounts, with the migrations. Readers who do not own the tables then see only the accounts that their session names in
    /// <c>integrations.account_ids</c>, and nothing when it names none; the owner, as whom the library works, sees all. Default false. Setting it back to false leaves what is there.
    /// </summary>
    public bool RowLevelSecurity { get; set; }

    /// <summary>Rows of one table that one transaction of an erasure deletes. Default 5,000; at least 1.</summary>
    public int EraseChunkSize { get; set; } = 5_000;

    /// <summary>Names of core projections that are not to run, for example <c>fub_deals_to_transaction</c>. Default none. A name that no projection has is refused when the stores are first used.</summary>
    public ISet<string> DisabledProjections { get; } = new HashSet<string>(StringComparer.Ordinal);
}
