namespace Integrations.Abstractions;

/// <summary>What an erasure removed.</summary>
/// <param name="Account">The account that was.</param>
/// <param name="Deleted">Table name to rows deleted, those of an interrupted erasure included. Tables without any are left out.</param>
/// <param name="StartedAt">When it began; the first time, where it was interrupted.</param>
/// <param name="FinishedAt">When it was finished.</param>
public sealed record ErasureResult(AccountRef Account, IReadOnlyDictionary<string, long> Deleted, DateTimeOffset StartedAt, DateTimeOffset FinishedAt)
{
    /// <summary>What was done, or could not be done, outside the database: for example that the vendor refused to remove webhooks. Empty when there was nothing to do.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Rows deleted from all tables.</summary>
    public long Total => Deleted.Values.Sum();
}
