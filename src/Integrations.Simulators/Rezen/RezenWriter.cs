using System.Globalization;
using System.Text.Json.Nodes;

namespace Integrations.Simulators;

/// <summary>Answers write requests of an authenticated user, with what clients have seen of their effects. The gate of the user's world is held.</summary>
internal sealed class RezenWriter(WireJsonWriter writer, RezenWorld world, RezenChanger changer, RezenCaller caller, IDictionary<string, RezenCaller> callers)
{
    private const string InContract = "LISTING_IN_CONTRACT";
    private const string TerminationRequested = "TERMINATION_REQUESTED";

    /// <summary>Steps without which no draft is submitted, and what they fill.</summary>
    private static readonly (string Step, string Field)[] s_required =
        [("location-info", "address"), ("price-date-info", "salePrice"), ("buyer-seller-info", "sellers"), ("owner-info", "agentsInfo")];

    private static readonly string[] s_noted = ["commission-payer", "personal-deal-info", "additional-fees-info", "opcity", "title", "fmls"];

    private RezenDesk Desk => world.Desk;

    public WireAnswer Answer(string service, string method, string path, QueryValues query, JsonNode? body)
    {
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var fields = body as JsonObject ?? [];
        return (service, method, parts) switch
        {
            (RezenService.Arrakis, "POST", ["transaction-builder"]) => Begin(query.Text("type") == "LISTING" ? "LISTING" : "TRANSACTION", []),
            (RezenService.Arrakis, "POST", ["transaction-builder", var id, "transaction-to-builder"]) => Deal(id, BeginFromListing),
            (RezenService.Arrakis, "POST", ["transaction-builder", var id, "submit"]) => Draft(id, Submit),
            (RezenService.Arrakis, "DELETE", ["transaction-builder", var id]) => Draft(id, Discard),
            (RezenService.Arrakis, "PUT", ["transaction-builder", var id, var step]) => Draft(id, draft => Set(draft, step, query, body)),
            (RezenService.Arrakis, "PUT", ["listings", var id, "transition", var state]) => Deal(id, (deals, listing) => Transition(deals, listing, state)),
            (RezenService.Arrakis, "PUT", ["transactions", var id, "termination-requested"]) => Deal(id, RequestTermination),
            (RezenService.Arrakis, "POST", ["transactions", var id, "request-termination"]) => Deal(id, RequestTermination),
            (RezenService.Arrakis, "PUT", ["transactions", var id, "undo-termination-request"]) => Deal(id, UndoTermination),
            (RezenService.Arrakis, "POST", ["transactions", var id, "create-participant" or "participant"]) => Deal(id, (deals, deal) => AddParticipant(deals, deal, fields)),
            (RezenService.Arrakis, "PUT", ["transactions", var id, "participant", var participant]) => Deal(id, (deals, deal) => UpdateParticipant(deals, deal, participant, fields)),
            (RezenService.Arrakis, "POST", ["agent", var id, "referral-and-disburse"]) => WithId(id, agent => Refer(agent, fields)),
            (RezenService.Arrakis, "POST", ["buyer-record"]) => CreateBuyerRecord(fields),
            (RezenService.Arrakis, "POST", ["buyer-record", var id, "build-transaction"]) => WithId(id, BeginFromBuyerRecord),
            (RezenService.Sherlock, "POST", ["checklists", "checklist-items", var id, "documents"]) => Item(id, item => AddDocument(item, fields)),
            (RezenService.Sherlock, "PUT", ["checklists", "checklist-items", var id, "complete"]) => Item(id, item => Complete(item, query.Text("isComplete") != "false")),
            (RezenService.Keymaker, "POST", ["api-keys"]) => CreateKey(fields),
            (RezenService.Keymaker, "DELETE", ["api-keys"]) => DeleteKey(fields),
            _ => RezenWire.NoPage(writer, path),
        };
    }

    private static JsonObject State(string state) => new() { ["state"] = state, ["description"] = null };

    private static string? Text(JsonObject from, string name) => from[name] is JsonValue value && value.TryGetValue<string>(out var text) && text.Length > 0 ? text : null;

    /// <summary>Amounts are sent as numbers or as decimal text.</summary>
    private static decimal? Number(JsonNode? node) => node is JsonValue value
        ? value.TryGetValue<decimal>(out var number) ? number : decimal.TryParse(value.ToString(), NumberStyles.Number, CultureInfo.InvariantCulture, out number) ? number : null
        : null;

    private static decimal? Amount(JsonNode? money) => money is JsonObject { } of ? Number(of["amount"]) : null;

    private JsonObject Money(decimal amount, JsonNode? like) => new() { ["amount"] = amount, ["currency"] = (like as JsonObject)?["currency"]?.ToString() ?? world.Account.Currency };

    private WireAnswer Bad(string message) => RezenWire.Error(writer, 400, message);

    private WireAnswer Gone(string what) => RezenWire.Error(writer, 404, $"{what} not found by id");

    private WireAnswer Answered(JsonNode node, int status = 200)
    {
        writer.Verbatim(node.ToJsonString());
        return new WireAnswer(status, writer);
    }

    private WireAnswer WithId(string text, Func<Guid, WireAnswer> answer) => Guid.TryParseExact(text, "D", out var id) ? answer(id) : RezenWire.NoUuid(writer, text);

    private WireAnswer Draft(string text, Func<JsonObject, WireAnswer> answer) => WithId(text, id => Desk.Drafts.TryGetValue(id, out var draft) ? answer(draft) : Gone("Transaction builder"));

    private WireAnswer Item(string text, Func<JsonObject, WireAnswer> answer) => WithId(text, id => Desk.Item(id) is { } item ? answer(Desk.Items[id] = item) : Gone("Checklist item"));

    private WireAnswer Deal(string text, Func<RezenDeals, RezenDeal, WireAnswer> answer) => WithId(text, id =>
        world.Transactions.Find(id) is RezenDeal transaction ? answer(world.Transactions, transaction)
        : world.Listings.Find(id) is RezenDeal listing ? answer(world.Listings, listing)
        : RezenWire.Error(writer, 404, RezenWire.TransactionNotFound));

    private WireAnswer Begin(string type, JsonObject fields)
    {
        var id = Desk.NewId();
        var draft = new JsonObject
        {
            ["id"] = id,
            ["builderType"] = type,
            ["createdAt"] = world.Now,
            ["updatedAt"] = world.Now,
            ["address"] = null,
            ["agentsInfo"] = null,
            ["dealType"] = null,
            ["propertyType"] = null,
            ["salePrice"] = null,
            ["grossCommission"] = null,
            ["yearBuilt"] = null,
            ["mlsNumber"] = null,
            ["builtFromTransactionId"] = null,
        };
        Take(draft, fields);
        Desk.Drafts.Add(id, draft);
        return Answered(draft);
    }

    private WireAnswer BeginFromListing(RezenDeals deals, RezenDeal listing) => deals is RezenListings
        ? Begin("TRANSACTION", new JsonObject { ["builtFromTransactionId"] = listing.Id, ["address"] = Written(deals, listing)["address"]?.DeepClone() })
        : Bad("Only a listing can be made a transaction of.");

    private WireAnswer Discard(JsonObject draft)
    {
        Desk.Drafts.Remove(draft["id"]!.GetValue<Guid>());
        return RezenWire.Empty(writer, 204);
    }

    private WireAnswer Set(JsonObject draft, string step, QueryValues query, JsonNode? body)
    {
        var fields = body as JsonObject ?? [];
        string[] required = step switch
        {
            "location-info" => ["street", "city", "state", "zip"],
            "price-date-info" => ["dealType", "representationType", "salePrice", "saleCommission"],
            "buyer-seller-info" => ["sellers"],
            "owner-info" => ["ownerAgent", "officeId"],
            _ => [],
        };
        if (Array.Find(required, name => fields[name] is null) is { } missing) return Bad($"{missing} must not be null");
        switch (step)
        {
            case "location-info":
                SetLocation(draft, fields);
                break;
            case "price-date-info":
                Take(draft, fields);
                var commission = (JsonObject)fields["saleCommission"]!;
                var gross = commission["percentEnabled"]?.GetValue<bool>() == true ? (Amount(fields["salePrice"]) ?? 0) * (Number(commission["commissionPercent"]) ?? 0) / 100 : Amount(commission["commissionAmount"]) ?? 0;
                draft["grossCommission"] = new JsonObject { ["commissionAmount"] = Money(decimal.Round(gross, 2), fields["salePrice"]) };
                break;
            case "buyer-seller-info" when fields["sellers"] is not JsonArray { Count: > 0 }:
                return Bad("sellers must not be empty");
            case "buyer-seller-info":
                Take(draft, fields);
                break;
            case "owner-info" when draft["address"] is null:
                return Bad("The location must be set before the owner");
            case "owner-info":
                var owner = (JsonObject)fields["ownerAgent"]!.DeepClone();
                owner["id"] = Desk.NewId();
                draft["agentsInfo"] = new JsonObject
                {
                    ["representationType"] = draft["representationType"]?.DeepClone(),
                    ["ownerAgent"] = new JsonArray(owner),
                    ["coAgents"] = new JsonArray(),
                    ["officeId"] = fields["officeId"]!.DeepClone(),
                    ["teamId"] = fields["teamId"]?.DeepClone(),
                };
                break;
            case "commission-info" when body is not JsonArray splits || splits.Sum(s => Number(s?["commission"]?["commissionPercent"]) ?? 0) is not (0 or 100):
                return Bad("The percentages of all splits must sum to 100.00");
            case "commission-info":
                draft["commissionSplits"] = body.DeepClone();
                break;
            case "opcity":
                draft["opcity"] = query.Text("opcity") == "true";
                break;
            case var other when s_noted.Contains(other, StringComparer.Ordinal):
                Take(draft, fields);
                break;
            default:
                return RezenWire.NoPage(writer, step);
        }

        draft["updatedAt"] = world.Now;
        return Answered(draft);
    }

    private void SetLocation(JsonObject draft, JsonObject fields)
    {
        foreach (var name in (string[])["yearBuilt", "mlsNumber", "escrowNumber"]) draft[name] = fields[name]?.DeepClone();
        var address = new JsonObject();
        foreach (var name in (string[])["street", "street2", "unit", "city", "state", "zip", "county"]) address[name] = fields[name]?.DeepClone();
        address["country"] = world.Account.Country;
        address["oneLine"] = $"{fields["street"]}, {fields["city"]}, {fields["state"]}, {fields["zip"]}";
        draft["address"] = address;
    }

    private WireAnswer Submit(JsonObject draft)
    {
        if (Array.Find(s_required, r => draft[r.Field] is null) is { Step: { } open }) return Bad($"{open} is not complete");
        var deals = draft["builderType"]!.ToString() == "LISTING" ? (RezenDeals)world.Listings : world.Transactions;
        var ordinal = deals.Count;
        if (People(draft).Count() > RezenDeals.MaxParticipants) return Bad("There are too many participants");

        JsonArray participants = [.. People(draft).Select((person, place) => (JsonNode)Participant(person, deals.ParticipantId(ordinal, place)))];
        var gross = (JsonObject)draft["grossCommission"]!["commissionAmount"]!;
        var fields = new JsonObject
        {
            ["lifecycleState"] = State(deals is RezenListings ? "LISTING_ACTIVE" : "NEW"),
            ["transactionType"] = draft["dealType"]!.DeepClone(),
            ["price"] = Money(Amount(draft["salePrice"]) ?? 0, draft["salePrice"]),
            ["grossCommission"] = gross.DeepClone(),
            ["myNetPayout"] = Money(decimal.Round((Amount(gross) ?? 0) * RezenDeals.OwnShare, 2), gross),
            ["saleCommissionPercent"] = Fraction(draft["saleCommission"]),
            ["listingCommissionPercent"] = Fraction(draft["listingCommission"]),
            ["contractAcceptanceDate"] = draft["acceptanceDate"]?.DeepClone(),
            ["closingDateEstimated"] = draft["closingDate"]?.DeepClone(),
            ["transactionOwner"] = new JsonObject { ["id"] = deals.ParticipantId(ordinal, 0) },
            ["office"] = new JsonObject { ["id"] = draft["agentsInfo"]!["officeId"]!.DeepClone(), ["name"] = "Sample Office" },
            ["teamId"] = draft["agentsInfo"]!["teamId"]?.DeepClone(),
            ["participants"] = participants,
        };
        foreach (var name in (string[])["address", "propertyType", "mlsNumber", "yearBuilt", "firmDate", "listingDate", "listingExpirationDate", "builtFromTransactionId", "agentsInfo", "personalDeal"])
            if (draft[name] is { } value)
                fields[name] = value.DeepClone();
        var made = changer.Create(deals, fields);
        Desk.Drafts.Remove(draft["id"]!.GetValue<Guid>());
        return Deal(deals, deals.OrdinalOf(made)!.Value);
    }

    /// <summary>The people of a draft with their roles, the owner first.</summary>
    private static IEnumerable<(JsonObject Person, string Role)> People(JsonObject draft)
    {
        foreach (var owner in ((JsonArray)draft["agentsInfo"]!["ownerAgent"]!).OfType<JsonObject>()) yield return (owner, Text(owner, "role") ?? "BUYERS_AGENT");
        foreach (var (list, role) in ((string, string)[])[("buyers", "BUYER"), ("sellers", "SELLER")])
            foreach (var person in (draft[list] as JsonArray ?? []).OfType<JsonObject>())
                yield return (person, role);
    }

    private JsonObject Participant((JsonObject Person, string Role) entry, Guid id)
    {
        var (person, role) = entry;
        var agent = Guid.TryParse(Text(person, "agentId"), out var agentId) ? agentId : (Guid?)null;
        var known = agent == world.Account.YentaId ? world.Account.Person : agent is { } other ? world.Team.FindAgent(other)?.Person ?? (world.Network.Find(other) as RezenMember)?.Person : null;
        return new JsonObject
        {
            ["id"] = id,
            ["participantRole"] = role,
            ["type"] = "AGENT",
            ["yentaUserId"] = agent,
            ["firstName"] = known?.FirstName ?? Text(person, "firstName"),
            ["lastName"] = known?.LastName ?? Text(person, "lastName"),
            ["company"] = Text(person, "companyName"),
            ["emailAddress"] = known?.Email ?? Text(person, "emailAddress") ?? Text(person, "email"),
            ["phoneNumber"] = known?.Phone ?? Text(person, "phoneNumber"),
            ["external"] = agent is null,
            ["hidden"] = false,
            ["paidByReal"] = agent == world.Account.YentaId,
            ["payment"] = null,
            ["createdAt"] = world.Now,
            ["updatedAt"] = world.Now,
        };
    }

    /// <summary>A percentage of a draft as transactions have it.</summary>
    private static JsonNode? Fraction(JsonNode? commission) => Number((commission as JsonObject)?["commissionPercent"]) / 100;

    private WireAnswer Transition(RezenDeals deals, RezenDeal listing, string state)
    {
        if (deals is not RezenListings) return Gone("Listing");
        if (state != InContract)
        {
            changer.Move(deals, listing, state);
            return Deal(deals, listing.Ordinal);
        }

        var made = Enumerable.Range(0, world.Transactions.Count).Select(place => world.Transactions.LoadLatest(place)).OfType<RezenDeal>()
            .FirstOrDefault(deal => deal.Linked == listing.Id && deal.Group == RezenDeal.Open);
        if (made is null) return RezenWire.Error(writer, 404, $"No open transaction found for listing {listing.Id:D}");
        changer.Edit(deals, listing.Ordinal, new JsonObject { ["lifecycleState"] = State(InContract), ["inContractTransactionId"] = made.Id }, touch: true);
        return Deal(deals, listing.Ordinal);
    }

    private WireAnswer RequestTermination(RezenDeals deals, RezenDeal deal)
    {
        if (deal.Group != RezenDeal.Open) return Bad("Only an open transaction can be terminated");
        if (deal.State != TerminationRequested) Desk.StatesBefore[deal.Id] = deal.State;
        changer.Move(deals, deal, TerminationRequested);
        return Deal(deals, deal.Ordinal);
    }

    private WireAnswer UndoTermination(RezenDeals deals, RezenDeal deal)
    {
        if (deal.State != TerminationRequested) return Bad("No termination was requested");
        changer.Move(deals, deal, Desk.StatesBefore.Remove(deal.Id, out var before) ? before : deals is RezenListings ? "LISTING_ACTIVE" : "NEW");
        return Deal(deals, deal.Ordinal);
    }

    private WireAnswer AddParticipant(RezenDeals deals, RezenDeal deal, JsonObject fields)
    {
        if (Text(fields, "role") is not { } role) return Bad("role must not be null");
        var participants = (JsonArray)Written(deals, deal)["participants"]!.DeepClone();
        if (participants.Count >= RezenDeals.MaxParticipants) return Bad("There are too many participants");
        participants.Add((JsonNode)Participant((fields, role), deals.ParticipantId(deal.Ordinal, participants.Count)));
        changer.Edit(deals, deal.Ordinal, new JsonObject { ["participants"] = participants }, touch: true);
        return Deal(deals, deal.Ordinal);
    }

    private WireAnswer UpdateParticipant(RezenDeals deals, RezenDeal deal, string text, JsonObject fields) => WithId(text, id =>
    {
        var participants = (JsonArray)Written(deals, deal)["participants"]!.DeepClone();
        if (participants.OfType<JsonObject>().FirstOrDefault(p => p["id"]?.ToString() == id.ToString("D")) is not { } participant) return Gone("Participant");
        Take(participant, fields);
        participant["updatedAt"] = world.Now;
        changer.Edit(deals, deal.Ordinal, new JsonObject { ["participants"] = participants }, touch: true);
        return Deal(deals, deal.Ordinal);
    });

    private WireAnswer Refer(Guid agent, JsonObject fields)
    {
        if (agent != world.Account.YentaId) return RezenWire.Error(writer, 403, RezenWire.NotAuthorized);
        string[] required = ["externalAgentName", "externalAgentEmail", "externalAgentBrokerage", "clientName", "expectedReferralAmount", "expectedCloseDate"];
        if (Array.Find(required, name => fields[name] is null) is { } missing) return Bad($"{missing} must not be null");
        var ordinal = world.Transactions.Count;
        var external = new JsonObject { ["firstName"] = fields["externalAgentName"]!.DeepClone(), ["companyName"] = fields["externalAgentBrokerage"]!.DeepClone(), ["email"] = fields["externalAgentEmail"]!.DeepClone() };
        var made = changer.Create(world.Transactions, new JsonObject
        {
            ["transactionType"] = "REFERRAL",
            ["lifecycleState"] = State("NEW"),
            ["grossCommission"] = Money(Amount(fields["expectedReferralAmount"]) ?? 0, fields["expectedReferralAmount"]),
            ["closingDateEstimated"] = fields["expectedCloseDate"]!.DeepClone(),
            ["transactionOwner"] = new JsonObject { ["id"] = world.Transactions.ParticipantId(ordinal, 0) },
            ["participants"] = new JsonArray(
                Participant((new JsonObject { ["agentId"] = agent.ToString("D") }, "REFERRING_AGENT"), world.Transactions.ParticipantId(ordinal, 0)),
                Participant((external, "EXTERNAL_AGENT"), world.Transactions.ParticipantId(ordinal, 1))),
        });
        var code = Written(world.Transactions, (RezenDeal)world.Transactions.LoadLatest(ordinal)!)["code"]!.DeepClone();
        return Answered(new JsonObject { ["transaction"] = new JsonObject { ["id"] = made, ["code"] = code }, ["referral"] = new JsonObject { ["id"] = Desk.NewId() } });
    }

    private WireAnswer CreateBuyerRecord(JsonObject fields)
    {
        string[] required = ["officeId", "geographicInterest", "bbaDates", "initialParticipants"];
        if (Array.Find(required, name => fields[name] is null) is { } missing) return Bad($"{missing} must not be null");
        var id = Desk.NewId();
        JsonArray participants =
            [.. ((JsonArray)fields["initialParticipants"]!).OfType<JsonObject>().Select(p => (p["externalParticipant"] ?? p["internalParticipant"]) as JsonObject).OfType<JsonObject>()
                .Select(p => (JsonNode)Participant((p, Text(p, "role") ?? "BUYER"), Desk.NewId()))];
        var record = new JsonObject { ["id"] = id, ["lifecycleState"] = State("NEW"), ["participants"] = participants, ["createdAt"] = world.Now, ["updatedAt"] = world.Now };
        foreach (var name in (string[])["officeId", "teamId", "geographicInterest", "bbaDates"]) record[name] = fields[name]?.DeepClone();
        Desk.BuyerRecords.Add(id, record);
        return Answered(record);
    }

    private WireAnswer BeginFromBuyerRecord(Guid id) => Desk.BuyerRecords.TryGetValue(id, out var record)
        ? Begin("TRANSACTION", new JsonObject { ["buyers"] = new JsonArray([.. ((JsonArray)record["participants"]!).OfType<JsonObject>().Where(static p => p["participantRole"]?.ToString() == "BUYER").Select(static p => p.DeepClone())]) })
        : Gone("Buyer record");

    private WireAnswer AddDocument(JsonObject item, JsonObject form)
    {
        if (Text(form, "name") is not { } name || Text(form, "file") is not { } file) return Bad("name and file must not be null");
        var version = new JsonObject { ["id"] = Desk.NewId(), ["name"] = file, ["number"] = 1, ["path"] = $"documents/{file}", ["uploaderId"] = Text(form, "uploaderId") };
        Desk.Versions.Add(version["id"]!.GetValue<Guid>());
        var document = new JsonObject { ["id"] = Desk.NewId(), ["name"] = name, ["description"] = Text(form, "description"), ["versions"] = new JsonArray(version), ["currentVersion"] = version.DeepClone() };
        ((JsonArray)item["documents"]!).Add((JsonNode)document);
        return Answered(document);
    }

    private WireAnswer Complete(JsonObject item, bool isComplete)
    {
        item["complete"] = isComplete;
        item["status"] = isComplete ? "DONE" : "NOT_STARTED";
        return Answered(item);
    }

    private WireAnswer CreateKey(JsonObject fields)
    {
        if (Text(fields, "name") is not { } name) return Bad("name must not be null");
        var id = Desk.NewId();
        var key = new RezenKey($"{world.Account.ApiKey}_{id:N}", name, Text(fields, "description"), world.Now);
        Desk.Keys.Add(id, key);
        callers[key.Value] = caller with { ApiKey = key.Value };
        return Answered(new JsonObject { ["id"] = id, ["name"] = key.Name, ["description"] = key.Description, ["createdAt"] = key.CreatedAt, ["keyValue"] = key.Value });
    }

    private WireAnswer DeleteKey(JsonObject fields)
    {
        if (!Guid.TryParse(Text(fields, "keyId"), out var id)) return Bad("keyId must not be null");
        if (Desk.Keys.Remove(id, out var key))
        {
            callers.Remove(key.Value);
        }
        else if (id == world.IdOf(RezenKind.KeyMaker, 0) && !Desk.IsFirstKeyGone)
        {
            Desk.IsFirstKeyGone = true;
            callers.Remove(world.Account.ApiKey);
        }
        else
        {
            return Gone("API key");
        }

        return RezenWire.Empty(writer, 204);
    }

    private static void Take(JsonObject into, JsonObject fields)
    {
        foreach (var (name, value) in fields)
            if (value is not null)
                into[name] = value.DeepClone();
    }

    /// <summary>A transaction or listing as it is answered alone.</summary>
    private static JsonObject Written(RezenDeals deals, RezenDeal deal)
    {
        var text = new WireJsonWriter(JsonDialect.Jackson);
        deals.Write(text, deal, new RecordShape(selected: null, unlisted: null).For(deal.Extra, []), isDetail: true);
        return (JsonObject)JsonNode.Parse(text.Written.Span)!;
    }

    private WireAnswer Deal(RezenDeals deals, int ordinal) => Answered(Written(deals, (RezenDeal)deals.LoadLatest(ordinal)!));
}
