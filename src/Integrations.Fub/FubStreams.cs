using Integrations.Abstractions;

namespace Integrations.Fub;

/// <summary>The eleven streams of Follow Up Boss.</summary>
public static class FubStreams
{
    private const string UpdatedSince = "updated-since";
    private const string IdTail = "id-tail";
    private const string FullSweep = "full-sweep";

    /// <summary>Users of the account, deleted ones included.</summary>
    public static SyncStreamDescriptor Users { get; } = new()
    {
        Name = Named("users"),
        Table = FubTables.Users,
        CountColumns = new CountColumns("users_fub", "users_ad", "users_updated"),
        Strategy = FullSweep,
        DeltaIsFullRead = true,
        CountCost = CountCost.Cheap,
        Interval = TimeSpan.FromMinutes(30),
        FreshnessThreshold = TimeSpan.FromMinutes(90),
        HashRules = new HashRules { Volatile = ["lastSeenIos", "lastSeenAndroid", "lastSeenFub2"], Unordered = ["groups", "teamIds", "teamLeaderOf"] },
    };

    /// <summary>Groups for lead distribution.</summary>
    public static SyncStreamDescriptor Groups { get; } = new()
    {
        Name = Named("groups"),
        Table = FubTables.Groups,
        Strategy = FullSweep,
        DeltaIsFullRead = true,
        CountCost = CountCost.Cheap,
        Interval = TimeSpan.FromHours(1),
        FreshnessThreshold = TimeSpan.FromHours(3),
        HashRules = new HashRules { Volatile = ["nextRoundRobinUser"], Unordered = ["users"] },
    };

    /// <summary>People stages (<c>people:2</c>) and deal stages of all pipelines (<c>deal:21</c>).</summary>
    public static SyncStreamDescriptor Stages { get; } = new()
    {
        Name = Named("stages"),
        Table = FubTables.Stages,
        Strategy = FullSweep,
        DeltaIsFullRead = true,
        CountCost = CountCost.Cheap,
        Interval = TimeSpan.FromHours(1),
        FreshnessThreshold = TimeSpan.FromHours(3),
        HashRules = new HashRules { Volatile = ["peopleCount"], Unordered = ["systems", "actionPlans"] },
    };

    /// <summary>People, trash and unclaimed leads included unless switched off.</summary>
    public static SyncStreamDescriptor People { get; } = new()
    {
        Name = Named("people"),
        Table = FubTables.People,
        OnboardingJobColumns = [JobStepColumns.Triple("peoples")],
        SyncJobColumns = [JobStepColumns.Triple("peoples")],
        CountColumns = new CountColumns("people_fub", "people_ad", "people_updated"),
        DependsOn = ["users", "stages"],
        Strategy = UpdatedSince,
        Interval = TimeSpan.FromMinutes(1),
        HasCheapKeys = true,
        CountCost = CountCost.Cheap,
        HashRules = new HashRules { Unordered = ["emails", "phones", "addresses", "tags", "collaborators", "teamLeaders", "pondMembers"] },
    };

    /// <summary>Deals, archived and deleted ones included. They carry no change stamp, so each read is a whole one.</summary>
    public static SyncStreamDescriptor Deals { get; } = new()
    {
        Name = Named("deals"),
        Table = FubTables.Deals,
        OnboardingJobColumns = [JobStepColumns.Triple("deals")],
        SyncJobColumns = [JobStepColumns.Triple("deals")],
        CountColumns = new CountColumns("deals_fub", "deals_ad", "deal_updated"),
        DependsOn = ["people", "users", "stages"],
        Strategy = FullSweep,
        DeltaIsFullRead = true,
        CountCost = CountCost.Cheap,
        Interval = TimeSpan.FromMinutes(15),
        FreshnessThreshold = TimeSpan.FromMinutes(45),
    };

    /// <summary>Appointments that the key may see. Onboarding is staged.</summary>
    public static SyncStreamDescriptor Appointments { get; } = new()
    {
        Name = Named("appointments"),
        Table = FubTables.Appointments,
        StagingTable = "stage_appointments_fub_onboarding",
        OnboardingJobColumns = [JobStepColumns.Triple("appointments")],
        SyncJobColumns = [JobStepColumns.Triple("appointments")],
        CountColumns = new CountColumns("appointments_fub", "appointments_ad", null),
        DependsOn = ["people", "users"],
        Strategy = UpdatedSince,
        CountCost = CountCost.Cheap,
        Interval = TimeSpan.FromMinutes(10),
        FreshnessThreshold = TimeSpan.FromMinutes(30),
    };

    /// <summary>Calls.</summary>
    public static SyncStreamDescriptor Calls { get; } = new()
    {
        Name = Named("calls"),
        Table = FubTables.Calls,
        OnboardingJobColumns = [JobStepColumns.Triple("calls")],
        SyncJobColumns = [JobStepColumns.Triple("calls")],
        CountColumns = new CountColumns("calls_fub", "calls_ad", "call_updated"),
        DependsOn = ["people", "users"],
        Strategy = UpdatedSince,
        CountCost = CountCost.Cheap,
    };

    /// <summary>Lead activities.</summary>
    public static SyncStreamDescriptor Events { get; } = new()
    {
        Name = Named("events"),
        Table = FubTables.Events,
        OnboardingJobColumns = [JobStepColumns.Triple("events")],
        SyncJobColumns = [JobStepColumns.Triple("events")],
        CountColumns = new CountColumns("events_fub", "events_ad", null),
        DependsOn = ["people", "users"],
        Strategy = IdTail,
        CountCost = CountCost.Cheap,
    };

    /// <summary>Text messages, read person by person or number by number because the vendor has no account-wide list. Onboarding is staged.</summary>
    public static SyncStreamDescriptor TextMessages { get; } = new()
    {
        Name = Named("textMessages"),
        Table = FubTables.TextMessages,
        StagingTable = "stage_text_messages_fub_onboarding",
        OnboardingJobColumns = [JobStepColumns.Triple("text_messages")],
        SyncJobColumns = [JobStepColumns.Triple("text_messages")],
        CountColumns = new CountColumns("text_messages_fub", "text_messages_ad", null),
        DependsOn = ["people", "users"],
        Strategy = "people-walk",
        CountCost = CountCost.Walk,
        Interval = TimeSpan.FromMinutes(10),
        FreshnessThreshold = TimeSpan.FromMinutes(30),
        HashRules = new HashRules { Unordered = ["participants"] },
    };

    /// <summary>Notes on people. The vendor allows ten requests in ten seconds, a twenty-fifth of the others.</summary>
    public static SyncStreamDescriptor Notes { get; } = new()
    {
        Name = Named("notes"),
        Table = FubTables.Notes,
        OnboardingJobColumns = [JobStepColumns.Triple("notes")],
        SyncJobColumns = [JobStepColumns.Triple("notes")],
        CountColumns = new CountColumns("notes_fub", "notes_ad", null),
        DependsOn = ["people", "users"],
        Strategy = UpdatedSince,
        CountCost = CountCost.Cheap,
        Interval = TimeSpan.FromMinutes(10),
        FreshnessThreshold = TimeSpan.FromMinutes(30),
    };

    /// <summary>Tasks, open and done.</summary>
    public static SyncStreamDescriptor Tasks { get; } = new()
    {
        Name = Named("tasks"),
        Table = FubTables.Tasks,
        OnboardingJobColumns = [JobStepColumns.Triple("tasks")],
        SyncJobColumns = [JobStepColumns.Triple("tasks")],
        CountColumns = new CountColumns("tasks_fub", "tasks_ad", null),
        DependsOn = ["people", "users"],
        Strategy = UpdatedSince,
        CountCost = CountCost.Cheap,
        Interval = TimeSpan.FromMinutes(10),
        FreshnessThreshold = TimeSpan.FromMinutes(30),
    };

    /// <summary>All streams, in the order in which an onboarding reads them.</summary>
    public static IReadOnlyList<SyncStreamDescriptor> All { get; } = [Users, Groups, Stages, People, Deals, Appointments, Calls, Events, Tasks, Notes, TextMessages];

    private static StreamName Named(string entity) => new(FubDefaults.Vendor, entity);
}
