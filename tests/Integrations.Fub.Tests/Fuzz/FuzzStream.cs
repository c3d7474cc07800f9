using System.Text;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Integrations.Abstractions;
using Integrations.Http;

namespace Integrations.Fub.Tests;

/// <summary>One stream from body to rows, with nothing of it left out but HTTP.</summary>
internal abstract class FuzzStream(SyncStreamDescriptor descriptor, string collection, string fixture)
{
    public static IReadOnlyList<FuzzStream> All { get; } =
    [
        new FuzzStream<FubPerson>(FubStreams.People, "people", "person", FubJsonContext.Default.FubPerson, static m => m.Id, static m => m.Updated, new RowMapper<FubPerson, FubPersonRow>(FubStreams.People, FubPersonMapper.Map)),
        new FuzzStream<FubCall>(FubStreams.Calls, "calls", "call", FubJsonContext.Default.FubCall, static m => m.Id, static m => m.Updated, new RowMapper<FubCall, FubCallRow>(FubStreams.Calls, static (m, a) => FubCallMapper.Map(m, a, Fixture.Hidden))),
        new FuzzStream<FubEvent>(FubStreams.Events, "events", "event", FubJsonContext.Default.FubEvent, static m => m.Id, static m => m.Updated, new RowMapper<FubEvent, FubEventRow>(FubStreams.Events, static (m, a) => FubEventMapper.Map(m, a, Fixture.Hidden))),
        new FuzzStream<FubAppointment>(FubStreams.Appointments, "appointments", "appointment", FubJsonContext.Default.FubAppointment, static m => m.Id, static m => m.Updated, new RowMapper<FubAppointment, FubAppointmentRow>(FubStreams.Appointments, static (m, a) => FubAppointmentMapper.Map(m, a, Fixture.Hidden))),
        new FuzzStream<FubTextMessage>(FubStreams.TextMessages, "textmessages", "text-message", FubJsonContext.Default.FubTextMessage, static m => m.Id, static _ => null, new RowMapper<FubTextMessage, FubTextMessageRow>(FubStreams.TextMessages, static (m, a) => FubTextMessageMapper.Map(m, a, Fixture.Hidden))),
        new FuzzStream<FubNote>(FubStreams.Notes, "notes", "note", FubJsonContext.Default.FubNote, static m => m.Id, static m => m.Updated, new RowMapper<FubNote, FubNoteRow>(FubStreams.Notes, static (m, a) => FubNoteMapper.Map(m, a, Fixture.Hidden))),
        new FuzzStream<FubTask>(FubStreams.Tasks, "tasks", "task", FubJsonContext.Default.FubTask, static m => m.Id, static m => m.Updated, new RowMapper<FubTask, FubTaskRow>(FubStreams.Tasks, FubTaskMapper.Map)),
        new FuzzStream<FubDeal>(FubStreams.Deals, "deals", "deal", FubJsonContext.Default.FubDeal, static m => m.Id, static _ => null, new RowMapper<FubDeal, FubDealRow>(FubStreams.Deals, static (deal, account) => FubDealMapper.Map(deal, account, closedStage: null))),
        new FuzzStream<FubUser>(FubStreams.Users, "users", "user", FubJsonContext.Default.FubUser, static m => m.Id, static m => m.Updated, new RowMapper<FubUser, FubUserRow>(FubStreams.Users, FubUserMapper.Map)),
        new FuzzStream<FubGroup>(FubStreams.Groups, "groups", "group", FubJsonContext.Default.FubGroup, static m => m.Id, static _ => null, new RowMapper<FubGroup, FubGroupRow>(FubStreams.Groups, FubGroupMapper.Map)),
        new FuzzStream<FubStage>(FubStreams.Stages, "stages", "stage", FubJsonContext.Default.FubStage, static m => m.Id, static _ => null, new RowMapper<FubStage, FubStageRow>(FubStreams.Stages, static (stage, _) => FubStageMapper.Map(stage))),
    ];

    public SyncStreamDescriptor Descriptor { get; } = descriptor;

    public string Collection { get; } = collection;

    public JsonObject Record(long id)
    {
        JsonObject record = JsonNode.Parse(Fixture.Text(fixture))!.AsObject();
        record["id"] = id;
        return record;
    }

    public byte[] Page(params IReadOnlyList<byte[]> records)
    {
        using var body = new MemoryStream();
        body.Write(Encoding.UTF8.GetBytes($$"""{"_metadata":{"collection":"{{Collection}}","offset":0,"limit":100,"total":{{records.Count}},"next":"eyJzIjoxfQ"},"{{Collection}}":["""));
        for (int i = 0; i < records.Count; i++)
        {
            body.Write(i == 0 ? [] : ","u8);
            body.Write(records[i]);
        }

        body.Write("]}"u8);
        return body.ToArray();
    }

    /// <exception cref="IntegrationProtocolException">The page is unreadable.</exception>
    public abstract IReadOnlyList<MappedRecord> Read(byte[] body);

    public override string ToString() => Collection;
}

internal sealed class FuzzStream<T>(
    SyncStreamDescriptor descriptor,
    string collection,
    string fixture,
    JsonTypeInfo<T> type,
    Func<T, long?> idOf,
    Func<T, FubTime?> changedOf,
    IRowMapper mapper)
    : FuzzStream(descriptor, collection, fixture)
    where T : class
{
    public override IReadOnlyList<MappedRecord> Read(byte[] body)
    {
        FubPage<T> page = FubPager.ReadPage(new ReceivedBody(body), type, Collection, "api.example.com");
        return [.. page.Records.Select(r => mapper.Map(
            FubRecords.Of(r, FubIds.Of(r, idOf), r.Value is { } value ? changedOf(value)?.Instant : null, r.Value), Fixture.Account))];
    }
}
