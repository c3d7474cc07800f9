using System.Text.Json.Nodes;

namespace Integrations.Simulators;

/// <summary>The admin calls of reZEN.</summary>
internal sealed class RezenAdmin(RezenSimulator simulator) : SimulatorAdmin(simulator.Faults, simulator.Requests, simulator.AdvanceClock)
{
    protected override JsonNode? RouteOwn(string method, string[] path, JsonObject body, QueryValues query) => (method, path) switch
    {
        ("GET", ["accounts"]) => List(simulator.Accounts.Select(AccountOf)),
        ("GET", ["accounts", var a, "counts"]) => List(simulator.Counts(Id(a)).Select(CountOf)),
        ("POST", ["accounts", var a, "burst"]) => List(simulator.Burst(Id(a), Number(body, "changes", 100), Number(body, "seed", 1)).Select(ChangeOf)),
        ("POST", ["accounts", var a, "listings", var id, "contract"]) => new JsonObject { ["id"] = simulator.PutInContract(Id(a), Guid.Parse(id)).ToString("D") },
        ("POST", ["accounts", var a, var entity, var id, "move"]) => Done(() => simulator.Move(Id(a), entity, Guid.Parse(id), body["state"]?.GetValue<string>() ?? throw new FormatException("'state' is missing."))),
        ("GET", ["accounts", var a, var entity, "ids"]) => List(simulator.Ids(Id(a), entity).Select(id => (JsonNode)id.ToString("D"))),
        ("GET", ["accounts", var a, var entity, var id]) => JsonNode.Parse(simulator.Read(Id(a), entity, Guid.Parse(id)) ?? throw new FormatException($"There is no record {id} in '{entity}'."))!,
        ("POST", ["accounts", var a, var entity]) => new JsonObject { ["id"] = simulator.Create(Id(a), entity, body).ToString("D") },
        ("PATCH", ["accounts", var a, var entity, var id]) => Done(() => simulator.Edit(Id(a), entity, Guid.Parse(id), body, query.Truth("touchUpdated") ?? true)),
        ("DELETE", ["accounts", var a, var entity, var id]) => Done(() => simulator.Delete(Id(a), entity, Guid.Parse(id))),
        ("POST", ["oauth", "approve"]) => Done(() => simulator.OAuth.Approve(Number(body, "account"))),
        ("POST", ["oauth", "deny"]) => Done(simulator.OAuth.Deny),
        ("POST", ["oauth", "revoke"]) => Done(() => simulator.OAuth.Revoke(Number(body, "account"))),
        _ => null,
    };

    private static JsonObject AccountOf(RezenSimulatorAccount account) => new()
    {
        ["id"] = account.Id,
        ["yentaId"] = account.YentaId.ToString("D"),
        ["teamId"] = account.TeamId.ToString("D"),
        ["name"] = account.Name,
        ["key"] = account.ApiKey,
    };

    private static JsonObject CountOf(RezenSimulatorCount count) => new()
    {
        ["entity"] = count.Entity,
        ["total"] = count.Total,
        ["open"] = count.Open,
        ["closed"] = count.Closed,
        ["terminated"] = count.Terminated,
    };

    private static JsonObject ChangeOf(RezenSimulatorChange change) => new() { ["kind"] = change.Kind.ToString(), ["entity"] = change.Entity, ["id"] = change.Id.ToString("D") };
}
