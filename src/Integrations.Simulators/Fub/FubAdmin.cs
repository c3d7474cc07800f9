using System.Text.Json.Nodes;

namespace Integrations.Simulators;

/// <summary>The admin calls of Follow Up Boss.</summary>
internal sealed class FubAdmin(FubSimulator simulator) : SimulatorAdmin(simulator.Faults, simulator.Requests, simulator.AdvanceClock)
{
    protected override JsonNode? RouteOwn(string method, string[] path, JsonObject body, QueryValues query) => (method, path) switch
    {
        ("GET", ["accounts"]) => List(simulator.Accounts.Select(AccountOf)),
        ("GET", ["accounts", var a, "counts"]) => List(simulator.Counts(Id(a)).Select(CountOf)),
        ("POST", ["accounts", var a, "burst"]) => List(simulator.Burst(Id(a), Number(body, "changes", 100), Number(body, "seed", 1)).Select(ChangeOf)),
        ("POST", ["accounts", var a, "people", var winner, "merge"]) => Merge(Id(a), Id(winner), body),
        ("GET", ["accounts", var a, var entity, "ids"]) => List(simulator.Ids(Id(a), entity).Select(id => (JsonNode)id)),
        ("GET", ["accounts", var a, var entity, var id]) => JsonNode.Parse(simulator.Read(Id(a), entity, Id(id)) ?? throw new FormatException($"There is no record {id} in '{entity}'."))!,
        ("POST", ["accounts", var a, var entity]) => new JsonObject { ["id"] = simulator.Create(Id(a), entity, body) },
        ("PATCH", ["accounts", var a, var entity, var id]) => Edit(Id(a), entity, Id(id), body, query.Truth("touchUpdated") ?? true),
        ("DELETE", ["accounts", var a, var entity, var id]) => Delete(Id(a), entity, Id(id)),
        ("POST", ["oauth", "approve"]) => Done(() => simulator.OAuth.Approve(Number(body, "account"), body["userId"]?.GetValue<long>() ?? 1)),
        ("POST", ["oauth", "deny"]) => Done(simulator.OAuth.Deny),
        ("POST", ["oauth", "revoke"]) => Done(() => simulator.OAuth.Revoke(Number(body, "account"))),
        _ => null,
    };

    private static JsonObject AccountOf(FubSimulatorAccount account) => new()
    {
        ["id"] = account.Id,
        ["domain"] = account.Domain,
        ["name"] = account.Name,
        ["keys"] = List(account.Keys.Select(key => (JsonNode)new JsonObject { ["key"] = key.Key, ["userId"] = key.UserId, ["role"] = key.Role.ToString() })),
    };

    private static JsonObject CountOf(FubSimulatorCount count) => new()
    {
        ["entity"] = count.Entity,
        ["total"] = count.Total,
        ["plain"] = count.Plain,
        ["trash"] = count.Trash,
        ["unclaimed"] = count.Unclaimed,
        ["archived"] = count.Archived,
        ["deleted"] = count.Deleted,
    };

    private static JsonObject ChangeOf(FubSimulatorChange change) => new() { ["kind"] = change.Kind.ToString(), ["entity"] = change.Entity, ["id"] = change.Id };

    private JsonObject Merge(long account, long winner, JsonObject body)
    {
        var losers = body["losers"]?.AsArray().Select(id => id!.GetValue<long>()).ToArray() ?? throw new FormatException("'losers' must be a list of person ids.");
        simulator.Merge(account, winner, losers, body["touchChildren"]?.GetValue<bool>() ?? true);
        return new JsonObject { ["id"] = winner };
    }

    private JsonObject Edit(long account, string entity, long id, JsonObject body, bool touch)
    {
        simulator.Edit(account, entity, id, body, touch);
        return new JsonObject { ["id"] = id };
    }

    private JsonObject Delete(long account, string entity, long id)
    {
        simulator.Delete(account, entity, id);
        return new JsonObject { ["id"] = id };
    }
}
