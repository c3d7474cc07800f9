using CsCheck;
using Integrations.Abstractions;
using static Integrations.Persistence.Postgres.Tests.StoreWorld;

namespace Integrations.Persistence.Postgres.Tests;

/// <summary>
/// A vendor that changes while a main run and a live reader read it, each read written at any later time in any order: the mirror holds what was asked for last.
/// </summary>
public sealed class ReadOrderTests(StoreDatabase database) : IClassFixture<StoreDatabase>
{
    private const int Ids = 5;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false, "people")]
    [InlineData(true, "people")]
    [InlineData(false, "textMessages")]
    public async Task I4_whatever_the_order_of_writing_the_mirror_holds_what_was_asked_for_last(bool hasStamps, string entity)
    {
        await using StoreWorld world = await database.WorldAsync();
        Gen<(int Kind, int Id, int Pick)> step = Gen.Select(Gen.Int[0, 9], Gen.Int[1, Ids], Gen.Int[0, 99]);
        await step.Array[5, 40].SampleAsync(steps => RunAsync(world, entity, hasStamps, steps), iter: 40, threads: 1);
    }

    [Theory]
    [InlineData("people")]
    [InlineData("textMessages")]
    public async Task I4_content_that_has_come_back_when_it_is_read_again_is_the_last_word(string entity)
    {
        await using StoreWorld world = await database.WorldAsync();
        (int Kind, int Id, int Pick)[] steps = [(0, 1, 1), (4, 1, 0), (9, 1, 0), (0, 1, 0), (4, 1, 0), (9, 1, 0), (0, 1, 1), (4, 1, 0), (9, 1, 0)];
        await RunAsync(world, entity, hasStamps: false, steps);
    }

    /// <summary>Staged: the main run stages what it read and promotes it in the end, as an onboarding does.</summary>
    private async Task RunAsync(StoreWorld world, string entity, bool hasStamps, (int Kind, int Id, int Pick)[] steps)
    {
        bool isStaged = entity == "textMessages";
        AccountRef account = await world.OnboardedAsync();
        SyncLease main = await world.LeaseAsync(entity, account);
        await world.Records.BeginAsync(main, isStaged ? SyncMode.Full : SyncMode.Delta, Token);
        SyncLease live = await world.LiveAsync(account, entity);
        Dictionary<int, string?> vendor = Enumerable.Range(1, Ids).ToDictionary(static i => i, static i => i % 2 == 0 ? "start" : null);
        List<Read> pending = [];
        List<Read> landed = [];
        int second = 0;
        foreach ((int kind, int id, int pick) in steps)
        {
            second++;
            switch (kind)
            {
                // Few contents, so that the vendor often goes back to an earlier one.
                case < 3:
                    vendor[id] = $"content {pick % 2}";
                    break;
                case 3:
                    vendor[id] = null;
                    break;
                case 4 or 5:
                    pending.Add(new Read(main, second, vendor.Where(static v => v.Value is not null).ToDictionary()));
                    break;
                case 6 or 7:
                    pending.Add(new Read(live, second, vendor.Where(v => v.Key == id || v.Key == (pick % Ids) + 1).ToDictionary()));
                    break;
                default:
                    if (pending.Count > 0)
                    {
                        // A run writes its own reads in the order in which it read; the two runs know nothing of each other.
                        Read next = pending.First(r => r.Lease == pending[pick % pending.Count].Lease);
                        pending.Remove(next);
                        landed.Add(next);
                        await WriteAsync(next);
                    }

                    break;
            }
        }

        if (isStaged)
        {
            while (!(await world.Promotion.PromoteAsync(main, 3, RunPhase.Settle, Token)).IsDone)
            {
            }
        }

        List<string> expected = [];
        for (int id = 1; id <= Ids; id++)
        {
            if (landed.Where(r => r.Seen.ContainsKey(id)).MaxBy(static r => r.Second) is { } last && last.Seen[id] is { } content)
            {
                expected.Add($"{id}|{content}");
            }
        }

        string table = isStaged ? "t_texts" : "t_people";
        Assert.Equal(expected, await database.RowsAsync($"select people_id, name from integrations.{table} where fub_account_id = $1 and deleted_at is null order by people_id", account.Id.Value));
        await world.CompleteLiveAsync(live);
        await world.CompleteAsync(main);

        async Task WriteAsync(Read read)
        {
            MappedRecord[] records = world.Asked(
                read.Second, [.. read.Seen.Select(s => s.Value is { } content ? Row(new Person(s.Key, content), hasStamps ? LastChange(s.Key, read.Second) : null) : Delete(s.Key))]);
            RecordBatch batch = new() { Records = records, Mode = read.Lease == live ? SyncMode.ById : isStaged && read.Second % 2 == 0 ? SyncMode.Full : SyncMode.Delta, DeleteSource = "webhook" };
            await (isStaged && read.Lease == main ? world.Staging.StageAsync(main, batch, Token) : world.Records.WriteAsync(read.Lease, batch, Token));
        }

        // The vendor's stamps are coarse: several changes fall into one of its minutes.
        int LastChange(int id, int before) => changes(id).Where(s => s <= before).DefaultIfEmpty(0).Max() / 8;

        IEnumerable<int> changes(int id) => steps.Select(static (s, i) => (s, Second: i + 1)).Where(x => x.s.Kind < 3 && x.s.Id == id).Select(static x => x.Second);
    }

    private sealed record Read(SyncLease Lease, int Second, Dictionary<int, string?> Seen);
}
