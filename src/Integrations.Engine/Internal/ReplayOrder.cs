using Integrations.Abstractions;

namespace Integrations.Engine;

/// <summary>What an item of the queue says of a replay.</summary>
internal sealed record ReplayOrder(string? Entity, string? Code, long[]? Ids, DateTimeOffset? From, DateTimeOffset? To)
{
    public static ReplayOrder Of(RejectQuery query) => new(query.Entity, query.Code, query.Ids is { } ids ? [.. ids.Select(static i => i.Value)] : null, query.From, query.To);

    public RejectQuery ToQuery(AccountRef account) => new()
    {
        Account = account,
        Entity = Entity,
        Code = Code,
        Ids = Ids is { } ids ? [.. ids.Select(static i => new RowId(i))] : null,
        From = From,
        To = To,
    };
}
