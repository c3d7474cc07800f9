using System.Text.Json.Nodes;
using Integrations.Abstractions;
using Npgsql;

namespace Integrations.CrashWorker;

/// <summary>A mirror table and how it is read: one half of the truth of tests of the whole system. The other half, what must be in it, is the vendor's.</summary>
internal abstract class VendorMirror
{
    private readonly SyncStreamDescriptor _stream;

    /// <param name="stream">The stream.</param>
    /// <param name="only">Condition of the rows that the vendor has records for. Null for all.</param>
    protected VendorMirror(SyncStreamDescriptor stream, string? only = null)
    {
        _stream = stream;
        string live = $"from integrations.{Table} where deleted_at is null" + (only is null ? "" : " and " + only);
        Select = $"select {Key}, raw::text {live} and {AccountColumn} = $1";
        Count = "select count(*) " + live;
    }

    /// <summary>Entity word of the sync state.</summary>
    public string Entity => _stream.Name.Entity;

    public string Table => _stream.Table.Name;

    /// <summary>Column of the account's row.</summary>
    public string AccountColumn => _stream.Table.AccountColumn;

    /// <summary>SQL of the vendor's id as text, of several columns where an id takes them.</summary>
    public string Key => string.Join(" || ':' || ", _stream.Table.KeyColumns.Select(static c => c.Name + "::text"));

    /// <summary>True when every read of the stream is a whole one, so that not even an edit without a stamp is missed.</summary>
    public bool IsAlwaysReadWhole => _stream.DeltaIsFullRead;

    public IReadOnlyList<EntityReference> References => _stream.Table.References;

    /// <summary>SQL of the number of rows that are not deleted and that the vendor has records for, over all accounts.</summary>
    public string Count { get; }

    private string Select { get; }

    /// <summary>True when both are the same but for what a mirror does not follow, such as a stage's number of people.</summary>
    public bool IsSame(JsonNode vendor, JsonNode stored) => JsonNode.DeepEquals(Steady(vendor), Steady(stored));

    /// <summary>The rows that are not deleted, in any order: their ids and what the vendor had sent.</summary>
    public async Task<List<(string Id, JsonNode Record)>> ReadStoredAsync(NpgsqlDataSource data, AccountInfo account, CancellationToken cancellationToken)
    {
        List<(string, JsonNode)> rows = [];
        await using NpgsqlCommand command = data.CreateCommand(Select);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = account.Ref.Id.Value });
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add((reader.GetString(0), JsonNode.Parse(reader.GetString(1))!));
        }

        return rows;
    }

    private JsonNode Steady(JsonNode record)
    {
        if (_stream.HashRules.Volatile.Count == 0)
        {
            return record;
        }

        JsonObject steady = record.DeepClone().AsObject();
        foreach (string name in _stream.HashRules.Volatile)
        {
            steady.Remove(name);
        }

        return steady;
    }
}
