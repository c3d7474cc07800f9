using System.Globalization;
using Integrations.Fub;

namespace Integrations.Contracts.Tests.Fub;

/// <summary>
/// Every call of the Follow Up Boss client. The list is read four times: for the requests on the wire, for the documented errors, for the independent peer, and by the test that compares it
/// with the Refit interfaces.
/// </summary>
internal static class FubCases
{
    private static readonly DateTimeOffset s_at = new(2026, 1, 15, 11, 20, 29, TimeSpan.FromHours(-5));

    public static IReadOnlyList<FubCase> All { get; } =
    [
        // Reads: lists.
        List(
            "people?limit=100&offset=200&sort=-updated&fields=allFields&includeTrash=true&includeUnclaimed=false&updatedAfter=2026-01-15T16:20:29Z&lastActivityAfter=2026-01-14T16:20:29Z&id=9001,9002",
            "people",
            "person",
            static (c, t) => c.ListPeopleAsync(
                new()
                {
                    Limit = 100,
                    Offset = 200,
                    Sort = "-updated",
                    Fields = "allFields",
                    IncludeTrash = true,
                    IncludeUnclaimed = false,
                    UpdatedAfter = s_at,
                    LastActivityAfter = s_at.AddDays(-1),
                    Id = "9001,9002",
                },
                t)),
        List("people/unclaimed?limit=10&offset=10", "people", "person", static (c, t) => c.ListUnclaimedPeopleAsync(new() { Limit = 10, Offset = 10 }, t)),
        List(
            "deals?limit=50&next=eyJzaW5jZUlkIjo5MDAxfQ==&includeArchived=1&includeDeleted=1&pipelineId=2&status=Active",
            "deals",
            "deal",
            static (c, t) => c.ListDealsAsync(new() { Limit = 50, Next = "eyJzaW5jZUlkIjo5MDAxfQ==", IncludeArchived = 1, IncludeDeleted = 1, PipelineId = 2, Status = "Active" }, t)),
        List(
            "calls?limit=100&createdAfter=2026-01-15T16:20:29Z&personId=9002&sort=-created",
            "calls",
            "call",
            static (c, t) => c.ListCallsAsync(new() { Limit = 100, CreatedAfter = s_at, PersonId = 9002, Sort = "-created" }, t)),
        List("textMessages?limit=100&personId=9002", "textmessages", "text-message", static (c, t) => c.ListTextMessagesAsync(new() { Limit = 100, PersonId = 9002 }, t)),
        List("emails?personId=9002&threadId=51001", "emails", "email-message", static (c, t) => c.ListEmailsAsync(new() { PersonId = 9002, ThreadId = 51001 }, t)),
        List(
            "appointments?start=2026-01-15T16:20:29Z&end=2026-01-16T16:20:29Z&userId=41",
            "appointments",
            "appointment",
            static (c, t) => c.ListAppointmentsAsync(new() { Start = s_at, End = s_at.AddDays(1), UserId = 41 }, t)),
        List("events?type=Inquiry,Registration&hasProperty=true", "events", "event", static (c, t) => c.ListEventsAsync(new() { Type = "Inquiry,Registration", HasProperty = true }, t)),
        List("notes?limit=100&personId=9002&sort=-created", "notes", "note", static (c, t) => c.ListNotesAsync(new() { Limit = 100, PersonId = 9002, Sort = "-created" }, t)),
        List(
            "tasks?assignedUserId=41&isCompleted=false&due=overdue&dueStart=2026-01-15T16:20:29Z&type=Call,Text",
            "tasks",
            "task",
            static (c, t) => c.ListTasksAsync(new() { AssignedUserId = 41, IsCompleted = false, Due = "overdue", DueStart = s_at, Type = "Call,Text" }, t)),
        List(
            "users?fields=allFields,calling&includeDeleted=true&role=Agent",
            "users",
            "user",
            static (c, t) => c.ListUsersAsync(new() { Fields = "allFields,calling", IncludeDeleted = true, Role = "Agent" }, t)),
        List("groups?type=Agent", "groups", "group", static (c, t) => c.ListGroupsAsync(new() { Type = "Agent" }, t)),
        List("groups/roundRobin?type=Agent", "groups", "group", static (c, t) => c.ListRoundRobinGroupsAsync(new() { Type = "Agent" }, t)),
        List("teams?limit=100", "teams", "team", static (c, t) => c.ListTeamsAsync(new() { Limit = 100 }, t)),
        List("ponds?limit=100&offset=100", "ponds", "pond", static (c, t) => c.ListPondsAsync(new() { Limit = 100, Offset = 100 }, t)),
        List("stages?limit=100&offset=100", "stages", "stage", static (c, t) => c.ListStagesAsync(new() { Limit = 100, Offset = 100 }, t)),
        List("pipelines?name=Buyers", "pipelines", "pipeline", static (c, t) => c.ListPipelinesAsync(new() { Name = "Buyers" }, t)),
        List("customFields?label=Closing Date", "customfields", "custom-field", static (c, t) => c.ListCustomFieldsAsync(new() { Label = "Closing Date" }, t)),
        List("dealCustomFields?limit=100", "dealcustomfields", "custom-field-dropdown", static (c, t) => c.ListDealCustomFieldsAsync(new() { Limit = 100 }, t)),
        List("appointmentTypes?sort=name", "appointmenttypes", "appointment-type", static (c, t) => c.ListAppointmentTypesAsync(new() { Sort = "name" }, t)),
        List("appointmentOutcomes?limit=10", "appointmentoutcomes", "appointment-outcome", static (c, t) => c.ListAppointmentOutcomesAsync(new() { Limit = 10 }, t)),
        List("smartLists?all=true&fub2=true", "smartlists", "smart-list", static (c, t) => c.ListSmartListsAsync(new() { All = true, Fub2 = true }, t)),
        List("timeframes?limit=100", "timeframes", "timeframe", static (c, t) => c.ListTimeframesAsync(new() { Limit = 100 }, t)),
        List("peopleRelationships?personId=9002&sort=-id", "peoplerelationships", "relationship", static (c, t) => c.ListRelationshipsAsync(new() { PersonId = 9002, Sort = "-id" }, t)),
        List("webhooks?event=peopleUpdated&status=Active&sort=-created", "webhooks", "webhook", static (c, t) => c.ListWebhooksAsync(new() { Event = "peopleUpdated", Status = "Active", Sort = "-created" }, t)) with { NeedsSystem = true },

        // Reads: single answers.
        Read("identity", "identity", static async (c, t) => (await c.GetIdentityAsync(t)).Account!.Id, 1700000001L),
        Read("people/9002?fields=allFields", "person", static async (c, t) => (await c.GetPersonAsync(9002, t)).Id, 9002L),
        Read("people/checkDuplicate?email=avery.northwick@example.com&phone=2025550142", "duplicate-check", static async (c, t) => (await c.CheckDuplicateAsync(new() { Email = "avery.northwick@example.com", Phone = "2025550142" }, t)).Found, true),
        Read("deals/5920", "deal", static async (c, t) => (await c.GetDealAsync(5920, t)).Id, 5920L),
        Read("calls/35010", "call", static async (c, t) => (await c.GetCallAsync(35010, t)).Id, 35010L),
        Read("textMessages/61003", "text-message", static async (c, t) => (await c.GetTextMessageAsync(61003, t)).Message, "* Body is hidden for privacy reasons *"),
        Read("appointments/296990", "appointment", static async (c, t) => (await c.GetAppointmentAsync(296990, t)).Id, 296990L),
        Read("events/4700001", "event", static async (c, t) => (await c.GetEventAsync(4700001, t)).Id, 4700001L),
        Read("notes/1483292?includeThreadedReplies=true&includeReactions=true", "note", static async (c, t) => (await c.GetNoteAsync(1483292, includeThreadedReplies: true, includeReactions: true, t)).Body, "<p>Synthetic note text</p>"),
        Read("tasks/44724", "task", static async (c, t) => (await c.GetTaskAsync(44724, t)).AssignedTo, "Rowan Kestrel"),
        Read("users/41?fields=allFields", "user", static async (c, t) => (await c.GetUserAsync(41, t)).Id, 41L),
        Read("stages/2", "stage", static async (c, t) => (await c.GetStageAsync(2, t)).Id, 2L),
        Read("pipelines/2", "pipeline", static async (c, t) => (await c.GetPipelineAsync(2, t)).Id, 2L),
        Read("customFields/251", "custom-field", static async (c, t) => (await c.GetCustomFieldAsync(251, t)).Name, "customClosingDate"),
        Read("peopleRelationships/3301", "relationship", static async (c, t) => (await c.GetRelationshipAsync(3301, t)).Type, "Spouse"),
        Read("dealAttachments/7001", "attachment", static async (c, t) => (await c.GetDealAttachmentAsync(7001, t)).FileName, "offer.pdf") with { NeedsSystem = true },
        Read("webhooks/202", "webhook", static async (c, t) => (await c.GetWebhookAsync(202, t)).Event, FubWebhookEventName.PeopleUpdated) with { NeedsSystem = true },
        Read("webhookEvents/11111111-2222-4333-8444-555555555555", "webhook-event", static async (c, t) => (await c.GetWebhookEventAsync("11111111-2222-4333-8444-555555555555", t)).ResourceIds![1], 9002L) with { NeedsSystem = true },
        Read("rateLimit/limits", "rate-limits", static async (c, t) => (await c.GetRateLimitsAsync(t)).CurrentLimits!.AcrossAllAccounts!["GET.people"], 100L) with { NeedsSystem = true },
        Read("rateLimit/usage", "rate-usage", static async (c, t) => (await c.GetRateUsageAsync(t)).Usage!.TotalRequests, 12000L) with { NeedsSystem = true },

        // Writes: people and leads.
        Write(
            "POST",
            "events",
            """
            {"source":"Example Portal","system":"Example System","type":"Property Inquiry","message":"Please send details",
             "person":{"firstName":"Avery","lastName":"Northwick","emails":[{"value":"avery.northwick@example.com","type":"home","isPrimary":true}],"phones":[{"value":"(202) 555-0142"}],"tags":["Open House 2026"],"customLoanAmount":420000},
             "property":{"street":"100 Example Ave","city":"Springfield","state":"VA","code":"22150","price":525000,"forRent":false,"bedrooms":"3"},
             "propertySearch":{"city":"Springfield","minPrice":"400000"},
             "campaign":{"source":"example","medium":"mail"},
             "pageUrl":"https://portal.example.com/listing/1","pageDuration":12,"occurredAt":"2026-01-15T16:20:29Z"}
            """,
            "person",
            static async (c, t) => (await c.SendLeadAsync(
                new()
                {
                    Source = "Example Portal",
                    System = "Example System",
                    Type = FubEventType.PropertyInquiry,
                    Message = "Please send details",
                    Person = new()
                    {
                        FirstName = "Avery",
                        LastName = "Northwick",
                        Emails = [new() { Value = "avery.northwick@example.com", Type = "home", IsPrimary = true }],
                        Phones = [new() { Value = "(202) 555-0142" }],
                        Tags = ["Open House 2026"],
                        Custom = new FubCustomValues().Set("customLoanAmount", 420000m),
                    },
                    Property = new() { Street = "100 Example Ave", City = "Springfield", State = "VA", Code = "22150", Price = 525000, ForRent = false, Bedrooms = "3" },
                    PropertySearch = new() { City = "Springfield", MinPrice = "400000" },
                    Campaign = new() { Source = "example", Medium = "mail" },
                    PageUrl = "https://portal.example.com/listing/1",
                    PageDuration = 12,
                    OccurredAt = s_at,
                },
                t)).Outcome,
            FubLeadOutcome.Created) with { Status = 201 },
        Write(
            "POST",
            "people",
            """
            {"firstName":"Avery","lastName":"Northwick","stage":"Lead","contacted":false,"price":525000,"assignedUserId":41,
             "emails":[{"value":"avery.northwick@example.com"}],"addresses":[{"type":"home","street":"100 Example Ave","city":"Springfield","state":"VA","code":"22150","country":"US"}],"tags":["Buyer"],
             "background":"Synthetic background line","timeframeId":2,"collaborators":[1],"createdAt":"2026-01-15T16:20:29Z","source":"Example Portal","sourceUrl":"https://portal.example.com/leads/77001",
             "customClosingDate":"2026-03-31","customPreferredArea":"North Side"}
            """,
            "person",
            static async (c, t) => (await c.CreatePersonAsync(NewPerson(), deduplicate: false, t)).IsNew,
            true) with { Name = "POST people without deduplication", Status = 201 },
        Write("POST", "people?deduplicate=true", """{"firstName":"Avery","phones":[{"value":"(202) 555-0142","type":"mobile"}]}""", "person", static async (c, t) => (await c.CreatePersonAsync(new() { FirstName = "Avery", Phones = [new() { Value = "(202) 555-0142", Type = "mobile" }] }, deduplicate: true, t)).IsNew, false) with { IsRepeatable = true },
        Write(
            "PUT",
            "people/9002?mergeTags=true",
            """{"stage":"Nurture","assignedUserId":42,"price":null,"tags":["Open House 2026"],"customClosingDate":null,"customLoanAmount":430000.5}""",
            "person",
            static async (c, t) => (await c.UpdatePersonAsync(
                9002,
                new()
                {
                    Stage = "Nurture",
                    AssignedUserId = 42,
                    Price = null,
                    AddTags = ["Open House 2026"],
                    Custom = new FubCustomValues().Clear("customClosingDate").Set("customLoanAmount", 430000.5m),
                },
                t)).Id,
            9002L),
        Write("POST", "people/claim", """{"personId":9002}""", answer: null, static async (c, t) => await Done(c.ClaimPersonAsync(9002, t))),
        Write("POST", "people/ignoreUnclaimed", """{"personId":9002}""", answer: null, static async (c, t) => await Done(c.IgnoreUnclaimedPersonAsync(9002, t))),
        Delete("people/9002", static (c, t) => c.DeletePersonAsync(9002, t)),

        // Writes: notes, tasks, calls, texts.
        Write("POST", "notes", """{"personId":9002,"subject":"Visit","body":"<p>Synthetic</p>","isHtml":true}""", "note", static async (c, t) => (await c.CreateNoteAsync(new() { PersonId = 9002, Subject = "Visit", Body = "<p>Synthetic</p>", IsHtml = true }, t)).Id, 1483292L) with { Status = 201 },
        Write("PUT", "notes/1483292", """{"body":"Changed"}""", "note", static async (c, t) => (await c.UpdateNoteAsync(1483292, new() { Body = "Changed" }, t)).Id, 1483292L),
        Delete("notes/1483292", static (c, t) => c.DeleteNoteAsync(1483292, t)),
        Write(
            "POST",
            "tasks",
            """{"personId":9002,"name":"Call back","type":"Call","assignedUserId":41,"isCompleted":false,"dueDate":"2026-01-20","remindSecondsBefore":900}""",
            "task",
            static async (c, t) => (await c.CreateTaskAsync(new() { PersonId = 9002, Name = "Call back", Type = FubTaskType.Call, AssignedUserId = 41, IsCompleted = false, DueDate = new(2026, 1, 20), RemindSecondsBefore = 900 }, t)).DueDate?.Date,
            new DateOnly(2026, 1, 20)) with { Status = 201 },
        Write("PUT", "tasks/44724", """{"isCompleted":true}""", "task", static async (c, t) => (await c.UpdateTaskAsync(44724, new() { IsCompleted = true }, t)).Id, 44724L),
        Delete("tasks/44724", static (c, t) => c.DeleteTaskAsync(44724, t)),
        Write(
            "POST",
            "calls",
            """{"personId":9002,"phone":"2025550142","isIncoming":false,"note":"Left details","outcome":"Left Message","duration":184,"fromNumber":"2025550199","userId":41}""",
            "call",
            static async (c, t) => (await c.LogCallAsync(new() { PersonId = 9002, Phone = "2025550142", IsIncoming = false, Note = "Left details", Outcome = FubCallOutcome.LeftMessage, Duration = 184, FromNumber = "2025550199", UserId = 41 }, t)).Id,
            35010L) with { Status = 201 },
        Write("PUT", "calls/35010", """{"isIncoming":false,"outcome":"Interested"}""", "call", static async (c, t) => (await c.UpdateCallAsync(35010, new() { Outcome = FubCallOutcome.Interested, IsIncoming = false }, t)).Id, 35010L),
        Write(
            "POST",
            "textMessages",
            """{"personId":9002,"message":"Synthetic","toNumber":"2025550199","fromNumber":"2025550142","isIncoming":true,"externalLabel":"Example","externalUrl":"https://app.example.com/t/1"}""",
            "text-message",
            static async (c, t) => (await c.LogTextMessageAsync(new() { PersonId = 9002, Message = "Synthetic", ToNumber = "2025550199", FromNumber = "2025550142", IsIncoming = true, ExternalLabel = "Example", ExternalUrl = "https://app.example.com/t/1" }, t)).Id,
            61003L) with { Status = 201, NeedsSystem = true },

        // Writes: deals and attachments.
        Write(
            "POST",
            "deals",
            """{"name":"100 Example Ave","stageId":21,"userIds":[41],"peopleIds":[9002],"price":525000,"projectedCloseDate":"2026-03-31","commissionValue":15750,"agentCommission":11025,"teamCommission":4725,"possessionDate":"2026-04-01","orderWeight":1000,"customTransactionId":"TX-0001"}""",
            "deal",
            static async (c, t) => (await c.CreateDealAsync(
                new()
                {
                    Name = "100 Example Ave",
                    StageId = 21,
                    UserIds = [41],
                    PeopleIds = [9002],
                    Price = 525000,
                    ProjectedCloseDate = new(2026, 3, 31),
                    CommissionValue = 15750,
                    AgentCommission = 11025,
                    TeamCommission = 4725,
                    PossessionDate = new(2026, 4, 1),
                    OrderWeight = 1000,
                    Custom = new FubCustomValues().Set("customTransactionId", "TX-0001"),
                },
                t)).Id,
            5920L) with { Status = 201 },
        Write(
            "PUT",
            "deals/5920",
            """{"stageId":22,"projectedCloseDate":null,"userIds":[41,42],"agentCommission":11000,"teamCommission":null}""",
            "deal",
            static async (c, t) => (await c.UpdateDealAsync(5920, new() { StageId = 22, ProjectedCloseDate = null, ReplaceUserIds = [41, 42], AgentCommission = 11000m, TeamCommission = null }, t)).Id,
            5920L),
        Delete("deals/5920", static (c, t) => c.DeleteDealAsync(5920, t)),
        Write("POST", "dealAttachments", """{"dealId":5920,"uri":"https://files.example.com/offer.pdf","fileName":"offer.pdf","fileSize":48213}""", "attachment", static async (c, t) => (await c.CreateDealAttachmentAsync(new() { DealId = 5920, Uri = FileLink, FileName = "offer.pdf", FileSize = 48213 }, t)).Id, 7001L) with { Status = 201, NeedsSystem = true },
        Write("PUT", "dealAttachments/7001", """{"dealId":5920,"uri":"https://files.example.com/offer.pdf","fileName":"offer.pdf"}""", "attachment", static async (c, t) => (await c.UpdateDealAttachmentAsync(7001, new() { DealId = 5920, Uri = FileLink, FileName = "offer.pdf" }, t)).Id, 7001L) with { NeedsSystem = true },
        Delete("dealAttachments/7001", static (c, t) => c.DeleteDealAttachmentAsync(7001, t)) with { NeedsSystem = true },
        Write("POST", "personAttachments", """{"personId":9002,"uri":"https://files.example.com/offer.pdf","fileName":"offer.pdf"}""", "attachment", static async (c, t) => (await c.CreatePersonAttachmentAsync(new() { PersonId = 9002, Uri = FileLink, FileName = "offer.pdf" }, t)).Id, 7001L) with { Status = 201 },

        // Writes: appointments and related contacts.
        Write(
            "POST",
            "appointments?sendInvitation=true",
            """{"title":"Showing","start":"2026-01-15T16:20:29Z","end":"2026-01-15T16:50:29Z","allDay":false,"invitees":[{"userId":41,"name":"Rowan Kestrel"},{"personId":9002,"name":"Avery Northwick","email":"avery.northwick@example.com"}],"typeId":3}""",
            "appointment",
            static async (c, t) => (await c.CreateAppointmentAsync(
                new()
                {
                    Title = "Showing",
                    Start = s_at,
                    End = s_at.AddMinutes(30),
                    AllDay = false,
                    Invitees = [new() { UserId = 41, Name = "Rowan Kestrel" }, new() { PersonId = 9002, Name = "Avery Northwick", Email = "avery.northwick@example.com" }],
                    TypeId = 3,
                },
                sendInvitation: true,
                t)).Id,
            296990L) with { Status = 201 },
        Write("PUT", "appointments/296990", """{"title":"Showing","start":"2026-01-15T16:20:29Z","end":"2026-01-15T16:50:29Z","outcomeId":null}""", "appointment", static async (c, t) => (await c.UpdateAppointmentAsync(296990, new() { Title = "Showing", Start = s_at, End = s_at.AddMinutes(30), OutcomeId = null }, cancellationToken: t)).Id, 296990L),
        Delete("appointments/296990", static (c, t) => c.DeleteAppointmentAsync(296990, t)),
        Write("POST", "peopleRelationships", """{"personId":9002,"firstName":"Sable","lastName":"Northwick","type":"Spouse","emails":[{"value":"sable.northwick@example.com"}]}""", "relationship", static async (c, t) => (await c.CreateRelationshipAsync(new() { PersonId = 9002, FirstName = "Sable", LastName = "Northwick", Type = "Spouse", Emails = [new() { Value = "sable.northwick@example.com" }] }, t)).Id, 3301L) with { Status = 201 },

        // Writes: definitions and webhooks.
        Write("POST", "stages", """{"name":"Nurture","orderWeight":2000}""", "stage", static async (c, t) => (await c.CreateStageAsync(new() { Name = "Nurture", OrderWeight = 2000 }, t)).Id, 2L) with { Status = 201 },
        Delete("stages/2?assignStageId=1", static (c, t) => c.DeleteStageAsync(2, 1, t)),
        Delete("users/41?assignTo=42", static (c, t) => c.DeleteUserAsync(41, 42, t)),
        Delete("appointmentTypes/3?assignTypeId=4", static (c, t) => c.DeleteAppointmentTypeAsync(3, 4, t)),
        Delete("appointmentOutcomes/5?assignOutcomeId=6", static (c, t) => c.DeleteAppointmentOutcomeAsync(5, 6, t)),
        Write("POST", "webhooks", """{"event":"peopleUpdated","url":"https://hooks.example.com/fub/acct-token-0001"}""", "webhook", static async (c, t) => (await c.CreateWebhookAsync(new() { Event = FubWebhookEventName.PeopleUpdated, Url = Hook }, t)).Id, 202L) with { Status = 201, NeedsSystem = true },
        Write("PUT", "webhooks/202", """{"status":"Active"}""", "webhook", static async (c, t) => (await c.UpdateWebhookAsync(202, new() { Status = FubWebhookStatus.Active }, t)).Id, 202L) with { NeedsSystem = true },
        Delete("webhooks/202", static (c, t) => c.DeleteWebhookAsync(202, t)) with { NeedsSystem = true },
        SystemWrite("POST", static (oauth, t) => oauth.CreateAppAsync([new("https://app.example.com/oauth/fub")], t)),
        SystemWrite("PUT", static (oauth, t) => oauth.SetRedirectUrisAsync([new("https://app.example.com/oauth/fub")], t)),
    ];

    private static Uri FileLink => new("https://files.example.com/offer.pdf");

    private static Uri Hook => new("https://hooks.example.com/fub/acct-token-0001");

    public static FubCase Named(string name) => All.Single(c => c.Name == name);

    public static string Fixture(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", "Fub", name + ".json"));

    public static string Page(string collection, string records, long? total = null, string? next = null)
    {
        var totalText = total is { } number ? string.Create(CultureInfo.InvariantCulture, $"\"total\":{number},") : "";
        var nextText = next is null ? "null" : $"\"{next}\"";
        return $$"""{"_metadata":{"collection":"{{collection}}","offset":0,"limit":100,{{totalText}}"next":{{nextText}},"nextLink":null},"{{collection}}":[{{records}}]}""";
    }

    private static FubNewPerson NewPerson() => new()
    {
        FirstName = "Avery",
        LastName = "Northwick",
        Stage = "Lead",
        Contacted = false,
        Price = 525000,
        AssignedUserId = 41,
        Emails = [new() { Value = "avery.northwick@example.com" }],
        Addresses = [new() { Type = "home", Street = "100 Example Ave", City = "Springfield", State = "VA", Code = "22150", Country = "US" }],
        Tags = ["Buyer"],
        Background = "Synthetic background line",
        TimeframeId = 2,
        Collaborators = [1],
        CreatedAt = s_at,
        Source = "Example Portal",
        SourceUrl = "https://portal.example.com/leads/77001",
        Custom = new FubCustomValues().Set("customClosingDate", new DateOnly(2026, 3, 31)).Set("customPreferredArea", "North Side"),
    };

    private static FubCase List<T>(string request, string collection, string fixture, Func<FubClient, CancellationToken, Task<FubPage<T>>> call)
        where T : class => new()
        {
            Name = "GET " + request.Split('?')[0],
            Method = "GET",
            Request = request,
            Answer = Page(collection, Fixture(fixture), total: 4312, next: "abc"),
            Call = async (client, token) =>
            {
                var page = await call(client, token);
                return (page.Items.Count, page.Unreadable, page.Total, page.Next);
            },
            Result = (1, 0, (long?)4312, "abc"),
        };

    private static FubCase Read(string request, string fixture, Func<FubClient, CancellationToken, Task<object?>> call, object result) =>
        new() { Name = $"GET {request.Split('?')[0]}", Method = "GET", Request = request, Answer = Fixture(fixture), Call = call, Result = result };

    private static FubCase Write(string method, string request, string body, string? answer, Func<FubClient, CancellationToken, Task<object?>> call, object? result = null) => new()
    {
        Name = $"{method} {request}",
        Method = method,
        Request = request,
        Body = body,
        Answer = answer is null ? "" : Fixture(answer),
        Call = call,
        Result = result,
        IsRepeatable = method == "PUT",
    };

    private static FubCase Delete(string request, Func<FubClient, CancellationToken, Task> call) => new()
    {
        Name = $"DELETE {request}",
        Method = "DELETE",
        Request = request,
        Status = 204,
        Answer = "",
        Call = async (client, token) => await Done(call(client, token)),
        IsRepeatable = true,
    };

    private static FubCase SystemWrite(string method, Func<IFubOAuth, CancellationToken, Task<FubOAuthApp>> call) => new()
    {
        Name = $"{method} oauthApps",
        Method = method,
        Request = "oauthApps",
        Body = """{"redirectUris":["https://app.example.com/oauth/fub"]}""",
        Answer = """{"id":12,"name":"Synthetic OAuth Client","redirectUris":["https://app.example.com/oauth/fub"],"clientId":"client_syn_01","clientSecret":"secret_syn_01","status":1}""",
        SystemCall = async (oauth, token) => (await call(oauth, token)).ClientId,
        Result = "client_syn_01",
        NeedsSystem = true,
        IsRepeatable = method == "PUT",
    };

    private static async Task<object?> Done(Task task)
    {
        await task;
        return null;
    }
}
