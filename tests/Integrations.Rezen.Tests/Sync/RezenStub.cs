using System.Globalization;
using Integrations.Abstractions;
using Integrations.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Integrations.Rezen.Tests;

/// <summary>An account of reZEN whose answers a test writes, by path. All services share one address and differ in their paths; each list holds texts of records.</summary>
internal sealed class RezenStub : IAsyncDisposable
{
    public const string Participant = "arrakis/api/v1/transactions/participant/" + Fixture.YentaId;
    public const string Network = "yenta/api/v1/agents/" + Fixture.YentaId;

    private readonly StubVendorServer _server;
    private readonly StubCredentials _credentials = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
    private ServiceProvider? _services;

    public RezenStub()
    {
        _credentials[Fixture.Account.Ref] = "real_synthetic_0001";
        _server = new StubVendorServer(Answer);
    }

    /// <summary>Changes the options.</summary>
    public Action<RezenOptions> Options { get; set; } = static _ => { };

    /// <summary>Lists by path: the property of their rows, and their rows in the order of creation.</summary>
    public Dictionary<string, (string Name, List<string> Rows)> Lists { get; } = new(StringComparer.Ordinal);

    /// <summary>Answers by path.</summary>
    public Dictionary<string, StubAnswer> Answers { get; } = new(StringComparer.Ordinal);

    /// <summary>What was asked, in order: path and query.</summary>
    public List<StubRequest> Asked { get; } = [];

    /// <summary>The vendor's clock.</summary>
    public DateTimeOffset Now { get; set; } = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Called with every request before it is answered.</summary>
    public Action<StubRequest> Before { get; set; } = static _ => { };

    /// <summary>Moves the clock of the source.</summary>
    public void Pass(TimeSpan time) => _time.Advance(time);

    public ISyncSource Source(string entity)
    {
        if (_services is null)
        {
            var services = new ServiceCollection();
            services.AddSingleton<TimeProvider>(_time);
            services.AddSingleton<ICredentialStore>(_credentials);
            services.AddRezenIntegration(o =>
            {
                foreach (string service in o.Services.Keys.ToArray())
                {
                    o.Services[service] = new Uri(_server.BaseAddress, service + "/");
                }

                o.RequestsPerSecond = 0;
                Options(o);
            });
            _services = services.BuildServiceProvider();
        }

        return _services.GetServices<ISyncSource>().Single(s => s.Descriptor.Name.Entity == entity);
    }

    public async Task<List<SyncPage>> ReadAsync(string entity, SyncMode mode = SyncMode.Full, SyncCursor? cursor = null)
    {
        List<SyncPage> pages = [];
        await foreach (SyncPage page in Source(entity).ReadPages(new SyncRequest { Account = Fixture.Account, Mode = mode, Cursor = cursor }, TestContext.Current.CancellationToken))
        {
            pages.Add(page);
        }

        return pages;
    }

    public async ValueTask DisposeAsync()
    {
        if (_services is not null)
        {
            await _services.DisposeAsync();
        }

        await _server.DisposeAsync();
    }

    private StubAnswer Answer(StubRequest request)
    {
        lock (Asked)
        {
            Asked.Add(request);
            Before(request);
            string path = request.Path.Trim('/');
            StubAnswer answer = Answers.TryGetValue(path, out StubAnswer? given) ? given
                : Lists.TryGetValue(path, out (string Name, List<string> Rows) list) ? Page(list.Name, list.Rows, request)
                : StubAnswer.NotFound("""{"com.real.commons.apierror.ApiError":{"status":404,"message":"Not found."}}""");
            return answer with { Headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["Date"] = Now.ToString("R", CultureInfo.InvariantCulture) } };
        }
    }

    private static StubAnswer Page(string name, List<string> rows, StubRequest request)
    {
        if (request.Query.TryGetValue("sortDirection", out string? direction) && direction == "DESC")
        {
            rows = [.. Enumerable.Reverse(rows)];
        }

        int size = request.Number("pageSize", 20);
        int number = request.Number("pageNumber", 0);
        string page = string.Join(',', rows.Skip(number * size).Take(size));
        return StubAnswer.Json(
            $$"""{"pageNumber":{{number}},"pageSize":{{size}},"hasNext":{{((number + 1) * size < rows.Count ? "true" : "false")}},"totalCount":{{rows.Count}},"{{name}}":[{{page}}]}""");
    }
}
