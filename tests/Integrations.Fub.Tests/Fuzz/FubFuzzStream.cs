using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Integrations.Abstractions;
using Integrations.Http;
using Integrations.Testing;

namespace Integrations.Fub.Tests;

/// <summary>The streams of Follow Up Boss, from body to rows.</summary>
internal abstract class FubFuzzStream(SyncStreamDescriptor descriptor, string collection, string fixture) : FuzzStream(descriptor)
{
    public static IReadOnlyList<FuzzStream> All { get; } =
    [
        new FubFuzzStream<FubPerson>(FubStreams.People, "people", "person", FubJsonContext.Default.FubPerson, static m => m.Id, static m => m.Updated, new RowMapper<FubPerson, FubPersonRow>(FubStreams.People, FubPersonMapper.Map)),
        new FubFuzzStream<FubCall>(FubStreams.Calls, "calls", "call", FubJsonContext.Default.FubCall, static m => m.Id, static m => m.Updated, new RowMapper<FubCall, FubCallRow>(FubStreams.Calls, static (m, a) => FubCallMapper.Map(m, a, Fixture.Hidden))),
        new FubFuzzStream<FubEvent>(FubStreams.Events, "events", "event", FubJsonContext.Default.FubEvent, static m => m.Id, static m => m.Updated, new RowMapper<FubEvent, FubEventRow>(FubStreams.Events, static (m, a) => FubEventMapper.Map(m, a, Fixture.Hidden))),
        new FubFuzzStream<FubAppointment>(FubStreams.Appointments, "appointments", "appointment", FubJsonContext.Default.FubAppointment, static m => m.Id, static m => m.Updated, new RowMapper<FubAppointment, FubAppointmentRow>(FubStreams.Appointments, static (m, a) => FubAppointmentMapper.Map(m, a, Fixture.Hidden))),
        new FubFuzzStream<FubTextMessage>(FubStreams.TextMessages, "textmessages", "text-message", FubJsonContext.Default.FubTextMessage, static m => m.Id, static _ => null, new RowMapper<FubTextMessage, FubTextMessageRow>(FubStreams.TextMessages, static (m, a) => FubTextMessageMapper.Map(m, a, Fixture.Hidden))),
        new FubFuzzStream<FubNote>(FubStreams.Notes, "notes", "note", FubJsonContext.Default.FubNote, static m => m.Id, static m => m.Updated, new RowMapper<FubNote, FubNoteRow>(FubStreams.Notes, static (m, a) => FubNoteMapper.Map(m, a, Fixture.Hidden))),
        new FubFuzzStream<FubTask>(FubStreams.Tasks, "tasks", "task", FubJsonContext.Default.FubTask, static m => m.Id, static m => m.Updated, new RowMapper<FubTask, FubTaskRow>(FubStreams.Tasks, FubTaskMapper.Map)),
        new FubFuzzStream<FubDeal>(FubStreams.Deals, "deals", "deal", FubJsonContext.Default.FubDeal, static m => m.Id, static _ => null, new RowMapper<FubDeal, FubDealRow>(FubStreams.Deals, static (deal, account) => FubDealMapper.Map(deal, account, closedStage: null))),
        new FubFuzzStream<FubUser>(FubStreams.Users, "users", "user", FubJsonContext.Default.FubUser, static m => m.Id, static m => m.Updated, new RowMapper<FubUser, FubUserRow>(FubStreams.Users, FubUserMapper.Map)),
        new FubFuzzStream<FubGroup>(FubStreams.Groups, "groups", "group", FubJsonContext.Default.FubGroup, static m => m.Id, static _ => null, new RowMapper<FubGroup, FubGroupRow>(FubStreams.Groups, FubGroupMapper.Map)),
        new FubFuzzStream<FubStage>(FubStreams.Stages, "stages", "stage", FubJsonContext.Default.FubStage, static m => m.Id, static _ => null, new RowMapper<FubStage, FubStageRow>(FubStreams.Stages, static (stage, _) => FubStageMapper.Map(stage))),
    ];

    public string Collection { get; } = collection;

    public override JsonObject Record(long number)
    {
        JsonObject record = JsonNode.Parse(Fixture.Text(fixture))!.AsObject();
        record["id"] = number;
        return record;
    }

    public override byte[] Page(params IReadOnlyList<byte[]> records) => Around(
        $$"""{"_metadata":{"collection":"{{Collection}}","offset":0,"limit":100,"total":{{records.Count}},"next":"eyJzIjoxfQ"},"{{Collection}}":[""",
        records,
        "]}");
}

internal sealed class FubFuzzStream<T>(
    SyncStreamDescriptor descriptor,
    string collection,
    string fixture,
    JsonTypeInfo<T> type,
    Func<T, long?> idOf,
    Func<T, FubTime?> changedOf,
    IRowMapper mapper)
    : FubFuzzStream(descriptor, collection, fixture)
    where T : class
{
    public override IReadOnlyList<MappedRecord> Read(byte[] body)
    {
        FubPage<T> page = FubPager.ReadPage(new ReceivedBody(body), type, Collection, "api.example.com");
        return [.. page.Records.Select(r => mapper.Map(
            FubRecords.Of(r, FubIds.Of(r, idOf), r.Value is { } value ? changedOf(value)?.Instant : null, r.Value), Fixture.Account))];
    }
}
