using System.Text.Json;

namespace Integrations.Simulators;

/// <summary>All records of one account. People come before <see cref="SimulatedWorld.HistoryMiddle"/>, what happens with them comes after it; only new leads come after it too.</summary>
internal sealed class FubWorld : SimulatedWorld
{
    private readonly Dictionary<(int Stream, long Id), string?> _names = [];
    private readonly Dictionary<long, int> _peopleByStage = [];
    private readonly List<int> _places = [];
    private readonly Dictionary<long, FubUser?> _users = [];
    private long _usersVersion = -1;
    private long _namesVersion = -1;
    private long _stageVersion = -1;

    public FubWorld(FubSimulatorAccount account, SimulatorSize size, ulong seed, DateTimeOffset historyEnd, TimeProvider clock)
        : base(seed, historyEnd, clock, TimeSpan.FromSeconds(1))
    {
        Account = account;
        Size = size;
        SettledPeople = Math.Max(1, Size.People * 9 / 10);
        People = new FubPeople(this);
        Users = new FubUsers(this);
        Calls = new FubCalls(this);
        TextMessages = new FubTextMessages(this);
        Events = new FubEvents(this);
        Appointments = new FubAppointments(this);
        Deals = new FubDeals(this);
        Notes = new FubNotes(this);
        Tasks = new FubTasks(this);
        Stages = new FubStages(this);
        Pipelines = new FubPipelines(this);
        Groups = new FubGroups(this);
        Ponds = new FubPonds(this);
        Teams = new FubTeams(this);
        CustomFields = new FubCustomFields(this, "customFields", 12, FubCustomFields.OfPeople, 251);
        DealCustomFields = new FubCustomFields(this, "dealCustomFields", 13, FubCustomFields.OfDeals, 31);
        AppointmentTypes = new FubWords(this, "appointmentTypes", 14, Words.AppointmentTypes, 3);
        AppointmentOutcomes = new FubWords(this, "appointmentOutcomes", 15, Words.AppointmentOutcomes, 5);
        Relationships = new FubLedger(this, "peopleRelationships", 20, 3_301, isTimed: true);
        DealAttachments = new FubLedger(this, "dealAttachments", 21, 7_001, isTimed: false);
        PersonAttachments = new FubLedger(this, "personAttachments", 22, 8_001, isTimed: false);
        Webhooks = new FubLedger(this, "webhooks", 23, 202, isTimed: false);
        All =
        [
            People, Calls, TextMessages, Events, Appointments, Deals, Notes, Tasks, Users, Groups, Stages, Pipelines, Ponds, Teams, CustomFields, DealCustomFields,
            AppointmentTypes, AppointmentOutcomes, Relationships, DealAttachments, PersonAttachments, Webhooks, new FubTimeframes(this), new FubSmartLists(this),
        ];
    }

    /// <summary>Changes that webhooks are to announce, in their order. Stays empty where none are sent.</summary>
    public List<FubAnnouncement> Announced { get; } = [];

    /// <summary>True when changes are announced.</summary>
    public bool Announces { get; init; }

    /// <summary>The world of an account of a simulator.</summary>
    public static FubWorld Of(FubSimulatorOptions options, int ordinal)
    {
        var size = options.Size.OfAccount(ordinal);
        var account = new FubSimulatorAccount(ordinal, Math.Max(SimulatorSize.MinUsers, size.Users) - 4);
        return new FubWorld(account, size, Draw.For((ulong)options.Seed, 0, account.Id).Next(), HistoryDefaults.EndOf(options.HistoryEnd, options.VendorClock), options.VendorClock) { Announces = options.Webhooks.Deliver };
    }

    /// <summary>The registered webhooks.</summary>
    public IEnumerable<FubHook> Hooks
    {
        get
        {
            for (var ordinal = 0; ordinal < Webhooks.Count; ordinal++)
                if (Webhooks.LoadLatest(ordinal) is FubNamed { Extra: { } fields } hook && Uri.TryCreate(Word(fields, "url"), UriKind.Absolute, out var url))
                    yield return new FubHook(hook.Id, hook.Name, Word(fields, "event"), url, Word(fields, "status") is "Active");
        }
    }

    public FubSimulatorAccount Account { get; }

    public SimulatorSize Size { get; }

    /// <summary>Generated people that have calls, texts and the like; the newest tenth has none yet.</summary>
    public int SettledPeople { get; }

    public FubPeople People { get; }

    public FubUsers Users { get; }

    public FubCalls Calls { get; }

    public FubTextMessages TextMessages { get; }

    public FubEvents Events { get; }

    public FubAppointments Appointments { get; }

    public FubDeals Deals { get; }

    public FubNotes Notes { get; }

    public FubTasks Tasks { get; }

    public FubStages Stages { get; }

    public FubPipelines Pipelines { get; }

    public FubGroups Groups { get; }

    public FubPonds Ponds { get; }

    public FubTeams Teams { get; }

    public FubCustomFields CustomFields { get; }

    public FubCustomFields DealCustomFields { get; }

    public FubWords AppointmentTypes { get; }

    public FubWords AppointmentOutcomes { get; }

    public FubLedger Relationships { get; }

    public FubLedger DealAttachments { get; }

    public FubLedger PersonAttachments { get; }

    public FubLedger Webhooks { get; }

    public IReadOnlyList<FubCollection> All { get; }

    public FubCollection? Collection(string path)
    {
        foreach (var collection in All)
            if (string.Equals(collection.Path, path, StringComparison.Ordinal))
                return collection;
        return null;
    }

    public string? UserName(long id) => User(id)?.Name;

    public string? StageName(long id) => NameOf(Stages, id, r => ((FubNamed)r).Name);

    /// <summary>A person as it is now. Null when it is gone. Not to be changed.</summary>
    public FubPerson? Person(long id) => People.Current(id);

    /// <summary>A user as it is now. Null when there is none. Not to be changed.</summary>
    public FubUser? User(long id)
    {
        if (_usersVersion != Version)
        {
            _users.Clear();
            _usersVersion = Version;
        }

        if (!_users.TryGetValue(id, out var known)) _users[id] = known = Users.Find(id) as FubUser;
        return known;
    }

    public int PeopleInStage(long stageId)
    {
        if (_stageVersion != Version)
        {
            _peopleByStage.Clear();
            for (var ordinal = 0; ordinal < People.Count; ordinal++)
                if (People.Load(ordinal) is FubPerson person)
                    _peopleByStage[person.StageId] = _peopleByStage.GetValueOrDefault(person.StageId) + 1;
            _stageVersion = Version;
        }

        return _peopleByStage.GetValueOrDefault(stageId);
    }

    /// <summary>What calls, texts and events say about a person.</summary>
    public FubActivity ActivityOf(FubPerson person)
    {
        var activity = new FubActivity { Last = Math.Max(person.Created, person.ActivityFloor) };
        _places.Clear();
        Calls.Candidates(person.Id, _places);
        foreach (var place in _places)
            if (Calls.Load(place) is FubCall call && call.PersonId == person.Id)
                activity.Add(call);
        _places.Clear();
        TextMessages.Candidates(person.Id, _places);
        foreach (var place in _places)
            if (TextMessages.Load(place) is FubTextMessage text && text.PersonId == person.Id)
                activity.Add(text);
        _places.Clear();
        Events.Candidates(person.Id, _places);
        foreach (var place in _places)
            if (Events.Load(place) is FubEvent lead && lead.PersonId == person.Id)
                activity.Add(lead);
        return activity;
    }

    public FubDeal? NewestDealOf(long personId)
    {
        _places.Clear();
        Deals.Candidates(personId, _places);
        FubDeal? newest = null;
        foreach (var place in _places)
            if (Deals.Load(place) is FubDeal { Status: not "Deleted" } deal && deal.PeopleIds.Contains(personId) && (newest is null || deal.Id > newest.Id))
                newest = deal;
        return newest;
    }

    private string? NameOf(FubCollection collection, long id, Func<FubRecord, string> name)
    {
        if (_namesVersion != Version)
        {
            _names.Clear();
            _namesVersion = Version;
        }

        var key = (collection.StreamNumber, id);
        if (!_names.TryGetValue(key, out var known)) _names[key] = known = collection.Find(id) is { } record ? name(record) : null;
        return known;
    }

    public IEnumerable<FubHook> HooksOf(string name) => Hooks.Where(h => h.IsActive && string.Equals(h.Event, name, StringComparison.Ordinal));

    public void DisableHook(long id)
    {
        using var disabled = JsonDocument.Parse("\"Disabled\"");
        if (Webhooks.OrdinalOf(id) is { } ordinal) Webhooks.Edit(ordinal, new Dictionary<string, JsonElement>(StringComparer.Ordinal) { ["status"] = disabled.RootElement.Clone() }, touch: false, Now);
    }

    private static string Word(Dictionary<string, JsonElement> fields, string name) =>
        fields.TryGetValue(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}
