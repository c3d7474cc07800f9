using Integrations.Http;

namespace Integrations.Rezen;

/// <summary>A record with the list that it stood in, which the record itself does not say.</summary>
/// <typeparam name="T">Wire model.</typeparam>
/// <param name="Record">The record, which could be read.</param>
/// <param name="Part">Lifecycle group, tier or team. Null for a stream of one list.</param>
internal sealed record RezenListed<T>(CapturedRecord<T> Record, string? Part)
    where T : class
{
    /// <summary>The wire model.</summary>
    public T Model => Record.Value!;

    /// <summary>Where the time began that the list was asked for. Null when it was asked for without one.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>True when it is the answer for one record and not a row of a list.</summary>
    public bool HasDetail { get; init; }
}
