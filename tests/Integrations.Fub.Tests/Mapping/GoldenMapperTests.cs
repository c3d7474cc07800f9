using Integrations.Abstractions;
using Integrations.Testing;

namespace Integrations.Fub.Tests;

/// <summary>Fixture in, row out, compared with the golden file. Set FUB_WRITE_GOLDEN to the fixture folder of the sources to write the files anew, then read the difference.</summary>
public sealed class GoldenMapperTests
{
    [Theory]
    [InlineData("person")]
    [InlineData("person-filled-maps")]
    [InlineData("deal")]
    [InlineData("stage")]
    [InlineData("pipeline")]
    [InlineData("event")]
    [InlineData("call")]
    [InlineData("call-unknown-caller")]
    [InlineData("text-message")]
    [InlineData("appointment")]
    [InlineData("note")]
    [InlineData("note-hidden")]
    [InlineData("task")]
    [InlineData("task-done")]
    [InlineData("user")]
    [InlineData("group")]
    public void A_fixture_becomes_its_golden_row_without_drift(string name)
    {
        (EntityTable table, object row, IReadOnlyList<DriftNote> drift) = name switch
        {
            "person" or "person-filled-maps" => Done(FubTables.People, FubPersonMapper.Map(Fixture.Read(name, FubJsonContext.Default.FubPerson), Fixture.Account)),
            "deal" => Done(FubTables.Deals, FubDealMapper.Map(Fixture.Read(name, FubJsonContext.Default.FubDeal), Fixture.Account, closedStage: false)),
            "stage" => Done(FubTables.Stages, FubStageMapper.Map(Fixture.Read(name, FubJsonContext.Default.FubStage))),
            "pipeline" => Done(FubTables.Stages, DealStage(Fixture.Read(name, FubJsonContext.Default.FubPipeline))),
            "event" => Done(FubTables.Events, FubEventMapper.Map(Fixture.Read(name, FubJsonContext.Default.FubEvent), Fixture.Account, Fixture.Hidden)),
            "call" or "call-unknown-caller" => Done(FubTables.Calls, FubCallMapper.Map(Fixture.Read(name, FubJsonContext.Default.FubCall), Fixture.Account, Fixture.Hidden)),
            "text-message" => Done(FubTables.TextMessages, FubTextMessageMapper.Map(Fixture.Read(name, FubJsonContext.Default.FubTextMessage), Fixture.Account, Fixture.Hidden)),
            "appointment" => Done(FubTables.Appointments, FubAppointmentMapper.Map(Fixture.Read(name, FubJsonContext.Default.FubAppointment), Fixture.Account, Fixture.Hidden)),
            "note" or "note-hidden" => Done(FubTables.Notes, FubNoteMapper.Map(Fixture.Read(name, FubJsonContext.Default.FubNote), Fixture.Account, Fixture.Hidden)),
            "task" or "task-done" => Done(FubTables.Tasks, FubTaskMapper.Map(Fixture.Read(name, FubJsonContext.Default.FubTask), Fixture.Account)),
            "user" => Done(FubTables.Users, FubUserMapper.Map(Fixture.Read(name, FubJsonContext.Default.FubUser), Fixture.Account)),
            "group" => Done(FubTables.Groups, FubGroupMapper.Map(Fixture.Read(name, FubJsonContext.Default.FubGroup), Fixture.Account)),
            _ => throw new ArgumentOutOfRangeException(nameof(name)),
        };

        string actual = RowJson.Of(table, row);

        if (Environment.GetEnvironmentVariable("FUB_WRITE_GOLDEN") is { Length: > 0 } folder)
        {
            File.WriteAllText(Path.Combine(folder, "Golden", name + ".json"), actual);
        }

        Assert.Equal(File.ReadAllText(Fixture.PathOf($"Golden/{name}.json")), actual);
        Assert.Empty(drift);
    }

    private static MapResult<FubStageRow> DealStage(FubPipeline pipeline) =>
        FubStageMapper.Map(new FubStageRecord { DealStage = pipeline.Stages![2], PipelineId = pipeline.Id }, Fixture.Account);

    private static (EntityTable Table, object Row, IReadOnlyList<DriftNote> Drift) Done<TRow>(EntityTable<TRow> table, MapResult<TRow> result)
        where TRow : class
    {
        Assert.Null(result.Problem);
        return (table, result.Row!, result.Drift);
    }
}
