using Integrations.Abstractions;
using Integrations.Fub;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Integrations.Persistence.Postgres.Tests;

/// <summary>Every generated statement runs on the real tables of Follow Up Boss: the server checks names, types and keys.</summary>
public sealed class FubTablesTests(MigratedDatabase database) : IClassFixture<MigratedDatabase>
{
    public static TheoryData<string> Entities { get; } = [.. FubStreams.All.Select(static s => s.Name.Entity)];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Entities))]
    public async Task Generated_statements_fit_the_table(string entity)
    {
        StreamTables stream = Catalog().Stream(new StreamName("fub", entity));
        MirrorSql sql = stream.Mirror;
        NpgsqlParameter[] written = [Parameter.BigInt(1), Parameter.Time(DateTimeOffset.UnixEpoch), Parameter.Guid(Guid.Empty)];
        await using NpgsqlConnection connection = await database.DataSource.OpenConnectionAsync(Token);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(Token);

        await connection.ExecuteAsync(
            sql.UpsertFromArrays,
            [.. written, .. new ColumnArrays(sql.Table, 0).Parameters(), Parameter.Jsons([]), Parameter.Bytes(Array.Empty<byte[]>()), Parameter.Bytes(Array.Empty<byte[]>()), Parameter.Times([]), Parameter.Times([])],
            Token);
        await connection.ExecuteAsync(sql.Differing, [Parameter.BigInt(1), Parameter.Bytes(Array.Empty<byte[]>()), .. Keys(sql)], Token);
        await connection.ExecuteAsync(sql.Confirm, [Parameter.BigInt(1), Parameter.Bytes(Array.Empty<byte[]>()), Parameter.Times([]), .. Keys(sql)], Token);
        await connection.ExecuteAsync(sql.CountLive, [Parameter.BigInt(1)], Token);
        NpgsqlParameter[] missing = [Parameter.BigInt(1), Parameter.Text("fub"), Parameter.Text(entity), Parameter.Time(DateTimeOffset.UnixEpoch)];
        await connection.ExecuteAsync(sql.CountMissing, missing, Token);
        await connection.ExecuteAsync(sql.ReadMissing, [.. missing.Select(static p => p.Clone()), Parameter.BigInt(1)], Token);
        await connection.ExecuteAsync(
            sql.Delete,
            [
                .. written.Select(static p => p.Clone()), Parameter.Text("sweep"), Parameter.Times([]), Parameter.Times([]),
                .. Keys(sql),
            ],
            Token);
        foreach (WaitingReference waiting in sql.Waiting)
        {
            await connection.ExecuteAsync(waiting.Resolve, [Parameter.BigInt(1), Parameter.BigInts([]), Parameter.Time(DateTimeOffset.UnixEpoch)], Token);
        }

        if (stream.Staging is { } staging)
        {
            await connection.ExecuteAsync(staging.Upsert, [.. written.Select(static p => p.Clone()), Parameter.BigInts([])], Token);
            await connection.ExecuteAsync(
                staging.MarkPromoted, [Parameter.BigInt(1), Parameter.Time(DateTimeOffset.UnixEpoch), Parameter.Text(sql.Table.Name), Parameter.BigInts([])], Token);
        }
    }

    [Fact]
    public void Every_reference_has_a_table_that_resolves_it()
    {
        VendorTables vendor = Catalog().Vendor("fub");
        IEnumerable<string> references = vendor.Streams.SelectMany(static s => s.Table.References.Select(r => $"{s.Table.Name}.{r.Column} from {r.TargetTable}"));
        IEnumerable<string> resolved = vendor.Streams.SelectMany(s => s.Table.References
            .Where(r => vendor.Streams.Any(t => t.Table.Name == r.TargetTable && t.Mirror.Waiting.Any(w => w.Table == s.Table && w.Resolve.Contains($"\"{r.Column}\" = t.id", StringComparison.Ordinal))))
            .Select(r => $"{s.Table.Name}.{r.Column} from {r.TargetTable}"));

        Assert.Equal(references, resolved);
    }

    private static IEnumerable<NpgsqlParameter> Keys(MirrorSql sql) => sql.Table.KeyColumns.Select(static k => k.Type == ColumnType.Text ? Parameter.Texts([]) : Parameter.BigInts([]));

    private VendorCatalog Catalog() => new([FubIntegrationDescriptor.Vendor], new PostgresDatabase(database.DataSource, Options.Create(new PostgresOptions())));
}
