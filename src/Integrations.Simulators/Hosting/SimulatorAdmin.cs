using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Integrations.Simulators;

/// <summary>The admin API over HTTP. It needs no key: the simulator listens on loopback only. Accounts and changes are the vendor's, the rest is here.</summary>
internal abstract class SimulatorAdmin(SimulatorFaults faults, RequestLog requests, Action<TimeSpan> advanceClock)
{
    public async Task HandleAsync(HttpContext context, string path)
    {
        JsonNode answer;
        try
        {
            var body = await BodyAsync(context).ConfigureAwait(false);
            answer = Route(context.Request.Method, path.Split('/', StringSplitOptions.RemoveEmptyEntries), body, new QueryValues(context.Request.QueryString.Value));
        }
        catch (Exception e) when (e is ArgumentException or JsonException or InvalidOperationException or FormatException or KeyNotFoundException)
        {
            context.Response.StatusCode = 400;
            answer = new JsonObject { ["error"] = e.Message };
        }

        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(answer.ToJsonString(), context.RequestAborted).ConfigureAwait(false);
    }

    /// <summary>Answers the vendor's own calls. Null when it has no such call.</summary>
    protected abstract JsonNode? RouteOwn(string method, string[] path, JsonObject body, QueryValues query);

    protected static JsonArray List(IEnumerable<JsonNode> items) => new([.. items]);

    protected static long Id(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : throw new FormatException($"'{text}' is not an id.");

    protected static int Number(JsonObject body, string name, int missing) => body[name] is { } value ? value.GetValue<int>() : missing;

    protected static long Number(JsonObject body, string name) => body[name]?.GetValue<long>() ?? throw new FormatException($"'{name}' is missing.");

    /// <summary>Does something that has no answer.</summary>
    protected static JsonObject Done(Action action)
    {
        action();
        return [];
    }

    private static async Task<JsonObject> BodyAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var text = await reader.ReadToEndAsync(context.RequestAborted).ConfigureAwait(false);
        if (text.Length == 0) return [];
        return JsonNode.Parse(text) as JsonObject ?? throw new FormatException("The body must be a JSON object.");
    }

    private JsonNode Route(string method, string[] path, JsonObject body, QueryValues query) => (method, path) switch
    {
        ("GET", ["faults"]) => List(faults.Active.Select(FaultOf)),
        ("POST", ["faults"]) => FaultOf(faults.Add(ReadFault(body))),
        ("DELETE", ["faults"]) => Done(faults.Clear),
        ("DELETE", ["faults", var number]) => new JsonObject { ["removed"] = faults.Remove((int)Id(number)) },
        ("POST", ["clock", "advance"]) => Advance(body),
        ("GET", ["requests"]) => List(requests.Counts().Select(RequestOf)),
        ("DELETE", ["requests"]) => Done(requests.Clear),
        _ => RouteOwn(method, path, body, query) ?? throw new FormatException($"There is no admin call {method} /admin/{string.Join('/', path)}."),
    };

    private JsonObject Advance(JsonObject body)
    {
        var seconds = body["seconds"]?.GetValue<double>() ?? throw new FormatException("'seconds' is missing.");
        advanceClock(TimeSpan.FromSeconds(seconds));
        return new JsonObject { ["seconds"] = seconds };
    }

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
            RecordUuid = body["recordUuid"]?.GetValue<Guid>(),
            EveryRecord = Number(body, "everyRecord", 1),
            Duration = TimeSpan.FromSeconds(body["seconds"]?.GetValue<double>() ?? 0),
            Status = Number(body, "status", fault.Status),
            Field = body["field"]?.GetValue<string>() ?? fault.Field,
            Value = body["value"]?.GetValue<string>() ?? fault.Value,
        };
    }
}
