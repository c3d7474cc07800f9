using CsCheck;
using Integrations.Abstractions;
using static Integrations.Persistence.Postgres.Tests.StoreWorld;

namespace Integrations.Persistence.Postgres.Tests;

public sealed class RecordCountTests(StoreDatabase database) : IClassFixture<StoreDatabase>
{
    private static readonly Gen<int?> _stamp = Gen.Int[0, 3].Select(static i => i == 0 ? (int?)null : i);

    private static readonly Gen<MappedRecord> _record = Gen.Frequency(
        (7, Gen.Select(Gen.Long[1, 6], Gen.Int[0, 2].Select(static i => "abc".Substring(i, 1)), _stamp, static (id, name, stamp) => Row(new Person(id, name), stamp))),
        (2, Gen.Select(Gen.Long[1, 7], _stamp, static (id, stamp) => Delete(id, stamp))),
        (1, Gen.Int[1, 3].Select(static i => Bad(i == 3 ? null : i.ToString(System.Globalization.CultureInfo.InvariantCulture)))),
        (1, Gen.Long[1, 6].Select(static id => Row(new Person(id, "refused") { Score = 2000 }, 9))));

    private static readonly Gen<MappedRecord[][]> _history = _record.Array[0, 12].Array[1, 6];

    [Fact]
    public async Task I6_every_record_read_has_one_of_five_outcomes_and_the_mirror_is_what_an_oracle_says()
    {
        await using StoreWorld world = await database.WorldAsync();
        SyncLease lease = await world.LeaseAsync();
        await _history.SampleAsync(
            async history =>
            {
                await database.ExecuteAsync("truncate integrations.t_people, integrations.lambda_failed_records");
                Oracle oracle = new();
                foreach (MappedRecord[] batch in history)
                {
                    RecordCounts expected = oracle.Apply(batch);
                    RecordCounts counts = await world.WriteAsync(lease, batch);
                    Assert.True(counts.IsBalanced, counts.ToString());
                    Assert.Equal(expected, counts);
                    Assert.Equal(oracle.Rows(), await world.PeopleAsync("people_id, name, deleted_at is not null, extract(epoch from vendor_updated_at)::bigint"));
                    Assert.Equal(oracle.OpenRejects(), await database.RowsAsync("select distinct external_id from integrations.lambda_failed_records where resolved_at is null and external_id not like 'sha256:%' order by 1"));
                }
            },
            iter: 150,
            threads: 1);
    }

    /// <summary>The rules in their plainest form.</summary>
    private sealed class Oracle
    {
        private readonly SortedDictionary<long, (string? Name, bool IsDeleted, DateTimeOffset? Stamp)> _rows = [];
        private readonly SortedSet<string> _rejects = new(StringComparer.Ordinal);

        public RecordCounts Apply(MappedRecord[] batch)
        {
            RecordCounts counts = new(batch.Length, 0, 0, 0, 0, batch.Count(static r => r.Problem is not null));
            MappedRecord[] good = [.. batch.Where(static r => r.Problem is null)];
            foreach (IGrouping<VendorId, MappedRecord> same in good.GroupBy(static r => r.Id!.Value))
            {
                MappedRecord last = same.Aggregate(static (held, next) => next.VendorUpdatedAt < held.VendorUpdatedAt ? held : next);
                counts = counts with { Unchanged = counts.Unchanged + same.Count() - 1 };
                counts = Apply(counts, last);
            }

            foreach (MappedRecord record in batch.Where(static r => r.Id is not null))
            {
                if (record.Problem is null)
                {
                    _rejects.Remove(record.Id!.Value.Value);
                }
                else
                {
                    _rejects.Add(record.Id!.Value.Value);
                }
            }

            foreach (IGrouping<VendorId, MappedRecord> same in good.GroupBy(static r => r.Id!.Value))
            {
                if (IsRefused(same.Aggregate(static (held, next) => next.VendorUpdatedAt < held.VendorUpdatedAt ? held : next)))
                {
                    _rejects.Add(same.Key.Value);
                }
            }

            return counts;
        }

        public IEnumerable<string> Rows() => _rows.Select(static r => $"{r.Key}|{r.Value.Name}|{r.Value.IsDeleted}|{r.Value.Stamp?.ToUnixTimeSeconds()}");

        public SortedSet<string> OpenRejects() => _rejects;

        private static bool IsRefused(MappedRecord record) => record.Row is Person { Score: 2000 };

        private RecordCounts Apply(RecordCounts counts, MappedRecord record)
        {
            if (IsRefused(record))
            {
                return counts with { Rejected = counts.Rejected + 1 };
            }

            long id = long.Parse(record.Id!.Value.Value, System.Globalization.CultureInfo.InvariantCulture);
            bool exists = _rows.TryGetValue(id, out (string? Name, bool IsDeleted, DateTimeOffset? Stamp) row);
            bool older = exists && record.VendorUpdatedAt < row.Stamp;
            if (record.Operation == SyncOperation.Delete)
            {
                if (!exists || row.IsDeleted || older)
                {
                    return counts with { Unchanged = counts.Unchanged + 1 };
                }

                _rows[id] = row with { IsDeleted = true, Stamp = record.VendorUpdatedAt ?? row.Stamp };
                return counts with { Deleted = counts.Deleted + 1 };
            }

            string? name = ((Person)record.Row!).Name;
            if (exists && (older || (!row.IsDeleted && row.Name == name)))
            {
                return counts with { Unchanged = counts.Unchanged + 1 };
            }

            _rows[id] = (name, false, record.VendorUpdatedAt);
            return exists ? counts with { Updated = counts.Updated + 1 } : counts with { Inserted = counts.Inserted + 1 };
        }
    }
}
