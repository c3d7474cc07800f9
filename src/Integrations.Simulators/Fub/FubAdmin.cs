using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Integrations.Simulators;

/// <summary>The admin API over HTTP. It needs no key: the simulator listens on loopback only.</summary>
internal sealed class FubAdmin(FubSimulator simulator)
{
    public async Task HandleAsync(HttpContext context, string path)
    {
        JsonNode answer;
        try
        {
            var body = await BodyAsync(context).ConfigureAwait(false);
            answer = Route(context.Request.Method, path.Split('/', StringSplitOptions.RemoveEmptyEntries), body, new FubQuery(context.Request.QueryString.Value));
        }
        catch (Exception e) when (e is ArgumentException or JsonException or InvalidOperationException or FormatException or KeyNotFoundException)
        {
            context.Response.StatusCode = 400;
            answer = new JsonObject { ["error"] = e.Message };
        }

        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(answer.ToJsonString(), context.RequestAborted).ConfigureAwait(false);
    }

    private static async Task<JsonObject> BodyAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var text = await reader.ReadToEndAsync(context.RequestAborted).ConfigureAwait(false);
        if (text.Length == 0) return [];
        return JsonNode.Parse(text) as JsonObject ?? throw new FormatException("The body must be a JSON object.");
    }

    private JsonNode Route(string method, string[] path, JsonObject body, FubQuery query) => (method, path) switch
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
        ("GET", ["faults"]) => List(simulator.Faults.Active.Select(FaultOf)),
        ("POST", ["faults"]) => FaultOf(simulator.Faults.Add(ReadFault(body))),
        ("DELETE", ["faults"]) => ClearFaults(),
        ("DELETE", ["faults", var number]) => new JsonObject { ["removed"] = simulator.Faults.Remove((int)Id(number)) },
        ("POST", ["oauth", "approve"]) => Approve(body),
        ("POST", ["oauth", "deny"]) => Deny(),
        ("POST", ["oauth", "revoke"]) => Revoke(body),
        ("POST", ["clock", "advance"]) => Advance(body),
        ("GET", ["requests"]) => List(simulator.Requests.Counts().Select(RequestOf)),
        ("DELETE", ["requests"]) => ClearRequests(),
        _ => throw new FormatException($"There is no admin call {method} /admin/{string.Join('/', path)}."),
    };

    private static JsonArray List(IEnumerable<JsonNode> items) => new([.. items]);

    private static long Id(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : throw new FormatException($"'{text}' is not an id.");

    private static int Number(JsonObject body, string name, int missing) => body[name] is { } value ? value.GetValue<int>() : missing;

    private static long Number(JsonObject body, string name) => body[name]?.GetValue<long>() ?? throw new FormatException($"'{name}' is missing.");

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

    private static JsonObject RequestOf(RequestLogCount count) => new() { ["account"] = count.Account, ["path"] = count.Path, ["status"] = count.Status, ["count"] = count.Count };

    private static JsonObject FaultOf(ActiveFault fault) => new()
    {
        ["number"] = fault.Number,
        ["kind"] = fault.Fault.Kind.ToString(),
        ["account"] = fault.Fault.Account,
        ["path"] = fault.Fault.Path,
        ["matched"] = fault.Matched,
        ["fired"] = fault.Fired,
    };

    private static SimulatorFault ReadFault(JsonObject body)
    {
        if (!Enum.TryParse<SimulatorFaultKind>(body["kind"]?.GetValue<string>(), ignoreCase: true, out var kind))
            throw new FormatException($"'kind' must be one of {string.Join(", ", Enum.GetNames<SimulatorFaultKind>())}.");
        var fault = SimulatorFault.Of(kind);
        return fault with
        {
            Account = body["account"]?.GetValue<long>(),
            ApiKey = body["apiKey"]?.GetValue<string>(),
            Path = body["path"]?.GetValue<string>(),
            Times = body["times"]?.GetValue<int>(),
            Every = Number(body, "every", 1),
            RecordId = body["recordId"]?.GetValue<long>(),
            EveryRecord = Number(body, "everyRecord", 1),
            Duration = TimeSpan.FromSeconds(body["seconds"]?.GetValue<double>() ?? 0),
            Status = Number(body, "status", 500),
            Field = body["field"]?.GetValue<string>() ?? fault.Field,
            Value = body["value"]?.GetValue<string>() ?? fault.Value,
        };
    }

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

    private JsonObject Approve(JsonObject body)
    {
        simulator.OAuth.Approve(Number(body, "account"), body["userId"]?.GetValue<long>() ?? 1);
        return [];
    }

    private JsonObject Deny()
    {
        simulator.OAuth.Deny();
        return [];
    }

    private JsonObject Revoke(JsonObject body)
    {
        simulator.OAuth.Revoke(Number(body, "account"));
        return [];
    }

    private JsonObject ClearFaults()
    {
        simulator.Faults.Clear();
        return [];
    }

    private JsonObject ClearRequests()
    {
        simulator.Requests.Clear();
        return [];
    }

    private JsonObject Advance(JsonObject body)
    {
        var seconds = body["seconds"]?.GetValue<double>() ?? throw new FormatException("'seconds' is missing.");
        simulator.AdvanceClock(TimeSpan.FromSeconds(seconds));
        return new JsonObject { ["seconds"] = seconds };
    }
}
