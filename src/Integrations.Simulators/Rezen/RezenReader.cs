using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Integrations.Simulators;

/// <summary>Answers requests of an authenticated user. The gate of the user's world is held.</summary>
internal sealed class RezenReader(RezenSimulatorOptions options, WireJsonWriter writer, RezenWorld world, IReadOnlyList<SimulatorFault> faults, RezenWriter writes)
{
    private static readonly string[] s_defaultStatuses = ["ACTIVE"];

    private delegate void WriteRow(int place);

    public WireAnswer Answer(string service, string method, string path, QueryValues query, JsonNode? body)
    {
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (service == RezenService.Hermes && IsUnder(parts, options.Webhooks.RegisterPath)) return Hooks(method, parts, body as JsonObject);
        if (method is not "GET") return writes.Answer(service, method, path, query, body);
        return service switch
        {
            RezenService.Arrakis => Arrakis(path, parts, query),
            RezenService.Yenta => Yenta(path, parts, query),
            RezenService.Keymaker when parts is ["api-keys"] => Keys(),
            RezenService.Sherlock when parts is ["checklists", "checklist-items", var id] => WithId(id, item => world.Desk.Item(item) is { } found ? Written(found) : RezenWire.Error(writer, 404, "Checklist item not found")),
            RezenService.Sherlock when parts is ["checklists", "checklist-documents", "versions", var id, "download"] =>
                WithId(id, version => world.Desk.Versions.Contains(version) ? Url(version) : RezenWire.Error(writer, 404, "Document version not found")),
            RezenService.Sherlock when parts is ["checklists", var id] => WithId(id, Checklist),
            RezenService.Dropbox when parts is ["dropboxes", var id] => WithId(id, Dropbox),
            RezenService.Dropbox when parts is ["files", var id, "url"] => WithId(id, Url),
            _ => RezenWire.NoPage(writer, path),
        };
    }

    private WireAnswer Arrakis(string path, string[] parts, QueryValues query)
    {
        if (options.EquityPath is { } equity && string.Equals(path, equity.Replace("{agentId}", world.Account.YentaId.ToString("D"), StringComparison.Ordinal), StringComparison.Ordinal))
            return Page(world.Grants, world.Grants.List(), R.Grants, query);
        return parts switch
        {
            ["transactions", "participant", var id, "transactions", "lifecycle-group-counts"] => Own(id, () => Counts(world.Transactions)),
            ["transactions", "participant", var id, "listing-transactions", "lifecycle-group-counts"] => Own(id, () => Counts(world.Listings)),
            ["transactions", "participant", var id, "transactions", var group] => Own(id, () => Deals(world.Transactions, group, query)),
            ["transactions", "participant", var id, "listing-transactions", var group] => Own(id, () => Deals(world.Listings, group, query)),
            ["transactions", "participant", var id, "current"] => Own(id, Current),
            ["transactions", "code", var code] => ByCode(code),
            ["transactions", var id] => WithId(id, Detail),
            ["transaction-builder", "paged"] => Drafts(query),
            ["transaction-builder", var id] => WithId(id, draft => world.Desk.Drafts.TryGetValue(draft, out var found) ? Written(found) : RezenWire.Error(writer, 404, "Transaction builder not found by id")),
            ["buyer-record"] => Page([.. Enumerable.Range(0, world.Desk.BuyerRecords.Count)], R.BuyerRecords, query, place => writer.Node(world.Desk.BuyerRecords.GetAt(place).Value)),
            ["buyer-record", var id] => WithId(id, record => world.Desk.BuyerRecords.TryGetValue(record, out var found) ? Written(found) : RezenWire.Error(writer, 404, "Buyer record not found by id")),
            ["agent", var id, "cap-info"] => WithId(id, Cap),
            ["revshares", var id, .. var rest] => Own(id, () => RevenueShare(path, rest, query)),
            ["income", "overview", var id, "current"] => Own(id, Income),
            _ => RezenWire.NoPage(writer, path),
        };
    }

    private WireAnswer Yenta(string path, string[] parts, QueryValues query) => parts switch
    {
        ["users", "me"] or ["agents", "me"] => Me(),
        ["users", var id] => WithId(id, Agent),
        ["agents", "search", "active" or "lite"] => Search(query),
        ["agents", var id] => WithId(id, Agent),
        ["agents", var id, "cap-info"] => WithId(id, Cap),
        ["agents", var id, "down-line", var tier] => Own(id, () => Downline(tier, query)),
        ["agents", var id, "front-line-agents-info"] => Own(id, Frontline),
        ["agents", var id, "network-size-by-tier"] => Own(id, SizeByTier),
        ["agents", var id, "sponsor-tree"] => Own(id, Sponsors),
        ["teams", var id] => Team(id, all: true),
        ["teams", var id, "without-agents"] => Team(id, all: false),
        ["teams", var id, "members"] => Members(id),
        _ => RezenWire.NoPage(writer, path),
    };

    private static bool IsUnder(string[] parts, string path)
    {
        var own = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return parts.Length - own.Length is 0 or 1 && parts.AsSpan(0, own.Length).SequenceEqual(own);
    }

    private WireAnswer Done() => new(200, writer);

    private WireAnswer WithId(string text, Func<Guid, WireAnswer> answer) => Guid.TryParseExact(text, "D", out var id) ? answer(id) : RezenWire.NoUuid(writer, text);

    /// <summary>What belongs to one user is answered to nobody else.</summary>
    private WireAnswer Own(string text, Func<WireAnswer> answer) =>
        WithId(text, id => id == world.Account.YentaId ? answer() : RezenWire.Error(writer, 403, RezenWire.NotAuthorized));

    private WireAnswer Deals(RezenDeals deals, string group, QueryValues query)
    {
        var known = Array.Find(RezenDeal.Groups, g => g.Equals(group, StringComparison.OrdinalIgnoreCase));
        if (known is null) return RezenWire.Error(writer, 400, $"'{group}' could not be converted to type 'TransactionLifecycleGroup'");
        var sortBy = query.Text("sortBy") ?? "CREATED_AT";
        var updated = options.TransactionDateFilters && !HasFault(SimulatorFaultKind.BrokenUpdatedAfter) ? Days(query, "updatedAtFrom", "updatedAtTo") : null;
        return deals.List(known, sortBy, descends: query.Text("sortDirection") != "ASC", updated) is { } places
            ? Page(deals, places, R.Transactions, query)
            : RezenWire.Error(writer, 400, $"'{sortBy}' could not be converted to type 'TransactionSortBy'");
    }

    private WireAnswer Detail(Guid id)
    {
        if (world.Transactions.Find(id) is { } transaction) WriteRecord(world.Transactions, transaction, isDetail: true);
        else if (world.Listings.Find(id) is { } listing) WriteRecord(world.Listings, listing, isDetail: true);
        else return RezenWire.Error(writer, 404, RezenWire.TransactionNotFound);
        return Done();
    }

    private WireAnswer ByCode(string code) => RezenWire.Error(writer, 404, $"Transaction not found by code {code}");

    private WireAnswer Current()
    {
        writer.StartObject();
        writer.Name(R.OpenTransactions);
        writer.StartArray();
        foreach (var place in world.Transactions.List(RezenDeal.Open, "CREATED_AT", descends: true, updated: null)!)
            if (world.Transactions.Load(place) is { } open)
                WriteRecord(world.Transactions, open, isDetail: false);
        writer.EndArray();
        writer.EndObject();
        return Done();
    }

    /// <summary>The one list that takes an offset and says a page.</summary>
    private WireAnswer Drafts(QueryValues query)
    {
        var limit = Math.Max(1, query.Number("limit") ?? 10);
        var from = Math.Max(0, query.Number("from") ?? 0);
        JsonObject[] drafts = [.. world.Desk.Drafts.Values.Where(draft => query.Text("type") is not { } type || draft["builderType"]!.ToString() == type)];
        StartPage(from / limit, limit, hasNext: from + limit < drafts.Length, drafts.Length, R.Results);
        foreach (var draft in drafts.Skip((int)from).Take((int)limit)) writer.Node(draft);
        return EndPage();
    }

    private WireAnswer Written(JsonObject node)
    {
        writer.Node(node);
        return Done();
    }

    private WireAnswer Counts(RezenDeals deals)
    {
        (string Name, int Count)[] counts = [.. RezenDeal.Groups.Select(group => (group, deals.List(group, "CREATED_AT", descends: true, updated: null)!.Length))];
        Shaped(options.Counts, R.Counts, R.LifecycleGroup, counts);
        return Done();
    }

    private WireAnswer Cap(Guid id)
    {
        if (!world.Caps.Knows(id)) return RezenWire.Error(writer, 404, "Agent not found");
        if (world.Caps.IsHidden(id)) return RezenWire.Error(writer, 403, RezenWire.NotAuthorized);
        world.Caps.Write(writer, id, isDetail: true);
        return Done();
    }

    private WireAnswer RevenueShare(string path, string[] rest, QueryValues query)
    {
        var paid = Days(query, "startDate", "endDate");
        return rest switch
        {
            ["payments"] => Page(world.Payments, world.Payments.List(), R.Payments, query),
            ["payments", "pending"] => Page(world.Pending, world.Pending.List(tier: null, paid: null, missed: null), R.Contributions, query),
            ["payments", "pending-overview"] => Total(world.Pending.List(tier: null, paid: null, missed: null).Select(place => ((RezenShare)world.Pending.Load(place)!).Amount).Sum()),
            ["payments", "pending", "export"] => Csv(world.Pending, world.Pending.List(tier: null, paid: null, missed: null)),
            ["payments", var id, "export"] => WithId(id, payment => world.Payments.Find(payment) is null ? RezenWire.Error(writer, 404, "Payment not found") : Csv(world.Payments, [world.Payments.OrdinalOf(payment)!.Value])),
            ["payments", var id] => WithId(id, Payment),
            ["contributions", var tier] => Tiered(tier, number => Page(world.Contributions, world.Contributions.List(number, paid, query.Truth("missed")), R.Contributions, query)),
            ["contributors", var tier] => Tiered(tier, number => Contributors(number, paid, query)),
            ["by-tier"] => ByTier(paid),
            _ => RezenWire.NoPage(writer, path),
        };
    }

    private WireAnswer Tiered(string text, Func<int, WireAnswer> answer) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var tier) && tier is >= 1 and <= RezenNetwork.Tiers ? answer(tier) : RezenWire.Error(writer, 400, $"Tier {text} is out of range");

    private WireAnswer Payment(Guid id)
    {
        if (world.Payments.Find(id) is not { } payment) return RezenWire.Error(writer, 404, "Payment not found");
        WriteRecord(world.Payments, payment, isDetail: true);
        return Done();
    }

    private WireAnswer Contributors(int tier, (long From, long To)? paid, QueryValues query)
    {
        var sums = new Dictionary<int, decimal>();
        foreach (var place in world.Contributions.List(tier, paid, missed: null))
            if (world.Contributions.Load(place) is RezenShare { Contributor: >= 0 } share)
                sums[share.Contributor] = sums.GetValueOrDefault(share.Contributor) + share.Amount;
        return Page([.. sums.Keys.Order()], R.Contributors, query, contributor =>
        {
            var member = (RezenMember)world.Network.Original(contributor);
            writer.StartObject();
            writer.Id(R.AgentYentaId, member.Id);
            writer.Text(R.FirstName, member.Person.FirstName);
            writer.Text(R.LastName, member.Person.LastName);
            writer.Number(R.Tier, tier);
            writer.Money(R.TotalPayout, sums[contributor], world.Account.Currency);
            writer.EndObject();
        });
    }

    private WireAnswer ByTier((long From, long To)? paid)
    {
        writer.StartObject();
        if (options.ByTier is RezenSimulatorShape.Map)
        {
            for (var tier = 1; tier <= RezenNetwork.Tiers; tier++) writer.Fraction(new JsonName(tier.ToString(CultureInfo.InvariantCulture)), SumOf(tier));
        }
        else
        {
            writer.Name(R.Tiers);
            writer.StartArray();
            for (var tier = 1; tier <= RezenNetwork.Tiers; tier++)
            {
                writer.StartObject();
                writer.Number(R.Tier, tier);
                writer.Money(R.Amount, SumOf(tier), world.Account.Currency);
                writer.EndObject();
            }

            writer.EndArray();
        }

        writer.EndObject();
        return Done();

        decimal SumOf(int tier) => world.Contributions.List(tier, paid, missed: null).Sum(place => (world.Contributions.Load(place) as RezenShare)?.Amount ?? 0);
    }

    private WireAnswer Income()
    {
        var closed = world.Transactions.List(RezenDeal.Closed, "CREATED_AT", descends: true, updated: null)!;
        writer.StartObject();
        writer.Money(R.TotalGrossCommission, closed.Sum(place => ((RezenDeal)world.Transactions.Load(place)!).GrossCommission), world.Account.Currency);
        writer.Number(R.TransactionCount, closed.Length);
        writer.EndObject();
        return Done();
    }

    private WireAnswer Total(decimal amount)
    {
        writer.StartObject();
        writer.Money(R.Total, amount, world.Account.Currency);
        writer.EndObject();
        return Done();
    }

    private WireAnswer Csv(RezenCollection collection, IEnumerable<int> places)
    {
        var text = new StringBuilder("id,amount,currency,paidAt,status\r\n");
        foreach (var place in places)
            if (collection.Load(place) is RezenShare share)
                text.Append(CultureInfo.InvariantCulture, $"{share.Id:D},{share.Amount},{world.Account.Currency},{(share.PaidAt == 0 ? "" : DateTimeOffset.FromUnixTimeMilliseconds(share.PaidAt).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))},{share.Status}\r\n");
        writer.Verbatim(text.ToString());
        return new WireAnswer(200, writer) { ContentType = "text/csv" };
    }

    private WireAnswer Me()
    {
        world.Team.WriteMe(writer);
        return Done();
    }

    private WireAnswer Agent(Guid id)
    {
        if (id == world.Account.YentaId) return Me();
        if (world.Team.FindAgent(id) is { } agent) world.Team.WriteAgent(writer, agent);
        else if (world.Network.Find(id) is { } member) WriteRecord(world.Network, member, isDetail: true);
        else return RezenWire.Error(writer, 404, "Agent not found");
        return Done();
    }

    private WireAnswer Search(QueryValues query)
    {
        string[] known = ["LAST_NAME", "FIRST_NAME", "EMAIL_ADDRESS", "ID", "ACCOUNT_COUNTRY"];
        if (query.All("sortBy").FirstOrDefault(name => !known.Contains(name, StringComparer.Ordinal)) is { } unknown)
            return RezenWire.Error(writer, 400, $"'{unknown}' could not be converted to type 'AgentSortBy'");
        var name = query.Text("searchText") ?? query.Text("name") ?? query.Text("lastName") ?? "";
        var places = world.Team.List().Where(place => ((RezenAgent)world.Team.Load(place)!).Person.Name.Contains(name, StringComparison.OrdinalIgnoreCase));
        return Page([.. places], R.Results, query, place =>
        {
            var agent = (RezenAgent)world.Team.Load(place)!;
            writer.StartObject();
            writer.Id(R.Id, agent.AgentId);
            writer.Text(R.FirstName, agent.Person.FirstName);
            writer.Text(R.LastName, agent.Person.LastName);
            writer.Text(R.EmailAddress, agent.Person.Email);
            writer.Text(R.PhoneNumber, agent.Person.Phone);
            writer.Text(R.Status, agent.Status);
            writer.EndObject();
        });
    }

    private WireAnswer Downline(string text, QueryValues query) => Tiered(text, tier =>
    {
        var statuses = query.All("statusIn") is { Count: > 0 } asked ? asked : s_defaultStatuses;
        var updated = HasFault(SimulatorFaultKind.BrokenUpdatedAfter) ? null : Days(query, "updatedAtFrom", "updatedAtTo");
        return Page(world.Network, world.Network.List(tier, statuses, updated), R.DownLineAgents, query);
    });

    private WireAnswer Frontline()
    {
        writer.StartObject();
        writer.Name(R.FrontLineAgentInfos);
        writer.StartArray();
        foreach (var place in world.Network.Frontline())
            if (world.Network.Load(place) is RezenMember member)
                RezenNetwork.WriteFrontline(writer, member);
        writer.EndArray();
        writer.EndObject();
        return Done();
    }

    private WireAnswer SizeByTier()
    {
        (string, int)[] sizes = [.. Enumerable.Range(1, RezenNetwork.Tiers).Select(tier => (tier.ToString(CultureInfo.InvariantCulture), world.Network.List(tier, s_defaultStatuses, updated: null).Length))];
        Shaped(options.SizeByTier, R.NetworkSizes, R.Tier, sizes);
        return Done();
    }

    private WireAnswer Sponsors()
    {
        writer.StartObject();
        writer.Name(R.FlattenedSponsors);
        WriteAll(world.Sponsors, world.Sponsors.List());
        writer.EndObject();
        return Done();
    }

    private WireAnswer Team(string text, bool all) => WithId(text, id =>
    {
        if (id != world.Account.TeamId) return RezenWire.Error(writer, 404, "Team not found");
        writer.StartObject();
        writer.Id(R.Id, id);
        writer.Text(R.Name, world.Team.TeamName);
        writer.Text(R.Type, "NORMAL");
        writer.Text(R.Status, "ACTIVE");
        writer.Text(R.Country, world.Account.Country);
        writer.Number(R.CreatedAt, world.HistoryStart);
        writer.Number(R.UpdatedAt, world.HistoryEnd);
        writer.Bool(R.PaidAtClosing, false);
        writer.Fraction(R.MemberCommissionSplit, 50.0m);
        if (all)
        {
            writer.Name(R.Agents);
            WriteAll(world.Team, world.Team.List());
        }

        writer.EndObject();
        return Done();
    });

    private WireAnswer Members(string text) => WithId(text, id =>
    {
        if (id != world.Account.TeamId) return RezenWire.Error(writer, 404, "Team not found");
        writer.StartObject();
        writer.Name(new JsonName(options.MembersProperty));
        WriteAll(world.Team, world.Team.List());
        writer.EndObject();
        return Done();
    });

    private WireAnswer Keys()
    {
        writer.StartArray();
        if (!world.Desk.IsFirstKeyGone) WriteKey(world.IdOf(RezenKind.KeyMaker, 0), "Synthetic key", description: null, world.HistoryStart);
        foreach (var (id, key) in world.Desk.Keys) WriteKey(id, key.Name, key.Description, key.CreatedAt);
        writer.EndArray();
        return Done();
    }

    private void WriteKey(Guid id, string name, string? description, long createdAt)
    {
        writer.StartObject();
        writer.Id(R.Id, id);
        writer.Text(R.Name, name);
        writer.Text(R.Description, description);
        writer.Number(R.CreatedAt, createdAt);
        writer.Number(R.LastUsedAt, world.Now);
        writer.EndObject();
    }

    private WireAnswer Checklist(Guid id)
    {
        if (world.Find(id) is not { Kind: RezenKind.Checklist } place) return RezenWire.Error(writer, 404, "Checklist not found");
        writer.StartObject();
        writer.Id(R.Id, id);
        writer.Name(R.Items);
        writer.StartArray();
        for (var number = 0; number < RezenWords.ChecklistItems.Length; number++)
            writer.Node(world.Desk.Item(world.IdOf(RezenKind.ChecklistItem, (place.Ordinal * RezenWords.ChecklistItems.Length) + number))!);
        writer.EndArray();
        writer.EndObject();
        return Done();
    }

    private WireAnswer Dropbox(Guid id)
    {
        if (world.Find(id) is not { Kind: RezenKind.Dropbox }) return RezenWire.Error(writer, 404, "Dropbox not found");
        writer.StartObject();
        writer.Id(R.Id, id);
        writer.EmptyArray(R.Files);
        writer.EndObject();
        return Done();
    }

    private WireAnswer Url(Guid id)
    {
        writer.Text($"https://files.example.com/{id:D}");
        return Done();
    }

    private WireAnswer Hooks(string method, string[] parts, JsonObject? body)
    {
        var last = Guid.TryParseExact(parts[^1], "D", out var id) ? id : (Guid?)null;
        switch (method)
        {
            case "GET" when last is null:
                writer.StartArray();
                foreach (var hook in world.Hooks) WriteHook(hook);
                writer.EndArray();
                return Done();
            case "POST" when last is null:
                if (!Uri.TryCreate(body?[options.Webhooks.CallbackUrlProperty]?.ToString(), UriKind.Absolute, out var url)
                    || (url.Scheme != Uri.UriSchemeHttps && !(options.Webhooks.AllowLoopbackHttp && url.IsLoopback)))
                    return RezenWire.Error(writer, 400, $"'{options.Webhooks.CallbackUrlProperty}' must be an https address");
                var events = body?[options.Webhooks.EventTypesProperty] switch { JsonArray several => several, { } one => new JsonArray(one.DeepClone()), null => null };
                var added = new RezenHook(world.IdOf(RezenKind.Hook, world.Hooks.Count), url, [.. events?.Select(static e => e?.ToString() ?? "") ?? []], body?[options.Webhooks.SecretProperty]?.ToString());
                world.Hooks.Add(added);
                WriteHook(added);
                return new WireAnswer(201, writer);
            case "DELETE" when last is not null && world.Hooks.Find(h => h.Id == last && h.IsActive) is { } ended:
                ended.IsActive = false;
                return RezenWire.Empty(writer, 204);
            default:
                return RezenWire.NoPage(writer, string.Join('/', parts));
        }
    }

    private void WriteHook(RezenHook hook)
    {
        if (!hook.IsActive) return;
        writer.StartObject();
        writer.Id(R.Id, hook.Id);
        writer.Text(new JsonName(options.Webhooks.CallbackUrlProperty), hook.Url.ToString());
        writer.Name(new JsonName(options.Webhooks.EventTypesProperty));
        writer.StartArray();
        foreach (var name in hook.Events) writer.Text(name);
        writer.EndArray();
        writer.EndObject();
    }

    /// <summary>Numbers by name, in one of the shapes that clients have guessed.</summary>
    private void Shaped(RezenSimulatorShape shape, JsonName wrapper, JsonName key, (string Name, int Count)[] counts)
    {
        if (shape is RezenSimulatorShape.List)
        {
            writer.StartArray();
            foreach (var (name, count) in counts)
            {
                writer.StartObject();
                writer.Name(key);
                if (int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) writer.Number(number);
                else writer.Text(name);
                writer.Number(R.Count, count);
                writer.EndObject();
            }

            writer.EndArray();
            return;
        }

        writer.StartObject();
        if (shape is RezenSimulatorShape.Wrapped)
        {
            writer.Name(wrapper);
            writer.StartObject();
        }

        foreach (var (name, count) in counts) writer.Number(new JsonName(name), count);
        if (shape is RezenSimulatorShape.Wrapped) writer.EndObject();
        writer.EndObject();
    }

    private WireAnswer Page(RezenCollection collection, int[] places, JsonName rows, QueryValues query) => Page(places, rows, query, place =>
    {
        if (collection.Load(place) is { } record) WriteRecord(collection, record, isDetail: false);
    });

    private WireAnswer Page(int[] places, JsonName rows, QueryValues query, WriteRow write)
    {
        var size = query.Number("pageSize") ?? RezenWire.DefaultPageSize;
        if (size < 1 || size > options.MaxPageSize) return RezenWire.Error(writer, 400, $"pageSize must be 1 to {options.MaxPageSize}");
        var asked = query.Number("pageNumber") ?? 0;
        if (asked < 0) return RezenWire.Error(writer, 400, "pageNumber must not be negative");
        var number = HasFault(SimulatorFaultKind.RepeatedPage) ? 0 : asked;
        var start = (int)Math.Min(places.Length, number * size);
        var end = (int)Math.Min(places.Length, start + size);
        var total = places.Length + (HasFault(SimulatorFaultKind.ChangingTotal) ? (int)(asked % 3) - 1 : 0);
        StartPage(asked, size, hasNext: end < places.Length, total, rows);
        for (var place = start; place < end; place++) write(places[place]);
        return EndPage();
    }

    private void StartPage(long number, long size, bool hasNext, int total, JsonName rows)
    {
        writer.StartObject();
        if (!HasFault(SimulatorFaultKind.MissingMetadata))
        {
            writer.Number(R.PageNumber, number);
            writer.Number(R.PageSize, size);
            writer.Bool(R.HasNext, hasNext);
            writer.Number(R.TotalCount, total);
        }

        writer.Name(rows);
        writer.StartArray();
    }

    private WireAnswer EndPage()
    {
        writer.EndArray();
        writer.EndObject();
        return Done();
    }

    private void WriteAll(RezenCollection collection, int[] places)
    {
        writer.StartArray();
        foreach (var place in places)
            if (collection.Load(place) is { } record)
                WriteRecord(collection, record, isDetail: false);
        writer.EndArray();
    }

    private void WriteRecord(RezenCollection collection, RezenRecord record, bool isDetail)
    {
        var spoilers = faults.Count == 0 ? [] : RecordSpoiler.Of(faults, record.Ordinal, fault => fault.RecordUuid is { } id ? id == record.Id : null, collection.WordField, collection.DateField, collection.TextField);
        collection.Write(writer, record, record.Extra is null && spoilers.Count == 0 ? null : new RecordShape(selected: null, unlisted: null).For(record.Extra, spoilers), isDetail);
    }

    /// <summary>Stamps of the first and behind the last of some days, both of which count. Null when neither is given.</summary>
    private (long From, long To)? Days(QueryValues query, string from, string to)
    {
        if (Day(query.Text(from)) is var first && Day(query.Text(to)) is var last && first is null && last is null) return null;
        return (first ?? long.MinValue, last is { } day ? day + world.Day : long.MaxValue);
    }

    private long? Day(string? text) =>
        DateTime.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var day) ? world.StampOf(new DateTimeOffset(day)) : null;

    private bool HasFault(SimulatorFaultKind kind)
    {
        foreach (var fault in faults)
            if (fault.Kind == kind)
                return true;
        return false;
    }
}
