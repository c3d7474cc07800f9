using System.Globalization;
using System.Text.Json.Nodes;
using Integrations.Abstractions;
using Integrations.Fub;
using Integrations.Simulators;
using Npgsql;

namespace Integrations.CrashWorker;

/// <summary>A mirror table and what must be in it: the truth of tests of the whole system.</summary>
internal sealed class FubMirror
{
    private readonly SyncStreamDescriptor _stream;
    private readonly string _select;

    private FubMirror(SyncStreamDescriptor stream)
    {
        _stream = stream;
        _select = $"select {Key}, raw::text from integrations.{Table} where fub_account_id = $1 and deleted_at is null";
    }

    public static IReadOnlyList<FubMirror> All { get; } = [.. FubStreams.All.Select(static s => new FubMirror(s))];

    /// <summary>Entity word of the sync state, which is the vendor's path too.</summary>
    public string Entity => _stream.Name.Entity;

    public string Table => _stream.Table.Name;

    /// <summary>SQL of the vendor's id as text. Stages of people and of deals share a table, so the kind is part of their id.</summary>
    public string Key => string.Join(" || ':' || ", _stream.Table.KeyColumns.Select(static c => c.Name + "::text"));

    /// <summary>True when every read of the stream is a whole one, so that not even an edit without a stamp is missed.</summary>
    public bool IsAlwaysReadWhole => _stream.DeltaIsFullRead;

    public IReadOnlyList<EntityReference> References => _stream.Table.References;

    public static FubMirror Of(string entity) => All.Single(m => m.Entity == entity);

    /// <summary>True when both are the same but for what a mirror does not follow, such as a stage's number of people.</summary>
    public bool IsSame(JsonNode vendor, JsonNode stored) => JsonNode.DeepEquals(Steady(vendor), Steady(stored));

    /// <summary>The vendor's records by id, as the owner of the account reads them.</summary>
    public SortedDictionary<string, JsonNode> ReadVendor(FubSimulator vendor, AccountInfo account)
    {
        long vendorAccount = long.Parse(account.VendorAccountId!, CultureInfo.InvariantCulture);
        SortedDictionary<string, JsonNode> records = new(StringComparer.Ordinal);
        foreach ((string id, JsonNode record) in Entity == FubStreams.Stages.Name.Entity
            ? Read("stages").Select(static s => ("people:" + s.Id, s.Record)).Concat(Read("pipelines").SelectMany(static p => p.Record["stages"]!.AsArray()).Select(static s => ("deal:" + s!["id"], s!)))
            : Read(Entity))
        {
            records.Add(id, record);
        }

        return records;

        // One that is deleted between the two questions is none.
        IEnumerable<(string Id, JsonNode Record)> Read(string path) => vendor.Ids(vendorAccount, path)
            .Select(id => (id.ToString(CultureInfo.InvariantCulture), vendor.Read(vendorAccount, path, id)))
            .Where(static r => r.Item2 is not null)
            .Select(static r => (r.Item1, JsonNode.Parse(r.Item2!)!));
    }

    /// <summary>The rows that are not deleted, in any order: their ids and what the vendor had sent.</summary>
    public async Task<List<(string Id, JsonNode Record)>> ReadStoredAsync(NpgsqlDataSource data, AccountInfo account, CancellationToken cancellationToken)
    {
        List<(string, JsonNode)> rows = [];
        await using NpgsqlCommand command = data.CreateCommand(_select);
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
