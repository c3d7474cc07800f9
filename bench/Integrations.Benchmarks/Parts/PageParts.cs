using System.Text;
using BenchmarkDotNet.Attributes;
using Integrations.Abstractions;
using Integrations.Fub;
using Integrations.Http;
using Integrations.Persistence.Postgres;
using Integrations.Simulators;

namespace Integrations.Benchmarks;

/// <summary>What a page of 100 people goes through between the socket and the database.</summary>
public class PageParts
{
    private readonly RowMapper<FubPerson, FubPersonRow> _mapper = new(FubStreams.People, FubPersonMapper.Map);
    private readonly AccountInfo _account = new() { Ref = new AccountRef(FubDefaults.Vendor, new RowId(1)), VendorAccountId = "1700000001", HostName = "synthetic" };
    private byte[] _body = [];
    private SyncRecord[] _records = [];
    private MappedRecord[] _mapped = [];

    [GlobalSetup]
    public async Task SetUpAsync()
    {
        await using FubSimulator vendor = await FubSimulator.StartAsync(new FubSimulatorOptions { AccountCount = 1 });
        long account = vendor.Accounts[0].Id;
        _body = Encoding.UTF8.GetBytes($$"""{"_metadata":{"collection":"people"},"people":[{{string.Join(',', vendor.Ids(account, "people").Take(100).Select(id => vendor.Read(account, "people", id)))}}]}""");
        _records = [.. ReadPage().Records.Select(static r => r.ToSyncRecord(VendorId.From(r.Value!.Id!.Value)))];
        _mapped = MapPage();
    }

    /// <summary>Parses the page once, keeping each record's bytes beside its model.</summary>
    [Benchmark]
    public CapturedPage<FubPerson> ReadPage() => CapturedJson.ReadPage(_body, FubJsonContext.Default.FubPerson, static path => path == "people");

    /// <summary>Content hashes of its records.</summary>
    [Benchmark]
    public int HashPage()
    {
        int sum = 0;
        foreach (SyncRecord record in _records)
        {
            sum += ContentHash.Compute(record.Raw.Span, FubStreams.People.HashRules, FubStreams.People.MappingVersion)[0];
        }

        return sum;
    }

    /// <summary>Rows with their content hashes.</summary>
    [Benchmark]
    public MappedRecord[] MapPage() => [.. _records.Select(r => _mapper.Map(r, _account))];

    /// <summary>Rows as the arrays of an upsert.</summary>
    [Benchmark]
    public int LayOutColumns()
    {
        ColumnArrays rows = new(FubTables.People, _mapped.Length);
        foreach (MappedRecord record in _mapped)
        {
            rows.Add(record.Row!);
        }

        return rows.Parameters().Count();
    }

    /// <summary>Rows as the JSON of a staging table.</summary>
    [Benchmark]
    public int WriteStagingJson()
    {
        using JsonColumnWriter json = new(FubTables.People);
        int bytes = 0;
        foreach (MappedRecord record in _mapped)
        {
            bytes += json.Write(record.Row!).Length;
        }

        return bytes;
    }
}
