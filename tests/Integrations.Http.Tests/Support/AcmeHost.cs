using System.Net;
using Integrations.Abstractions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Integrations.Http.Tests;

/// <summary>A host with one invented vendor. Over a stub in place of the network, on a clock that only moves when told; or, given an address, over real sockets.</summary>
internal sealed class AcmeHost : IDisposable
{
    private readonly ServiceProvider _services;

    public AcmeHost(
        Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>>? answer = null,
        Uri? address = null,
        Action<VendorHttpOptions>? options = null,
        VendorHttpProfile? profile = null,
        Action<IServiceCollection>? services = null,
        AcmeHost? beside = null)
    {
        // Another process of the same host: it shares clock, database and vendor.
        Time = beside?.Time ?? new FakeTimeProvider(new DateTimeOffset(2026, 1, 15, 12, 0, 0, TimeSpan.Zero));
        Credentials = beside?.Credentials ?? new MemoryCredentials(Time);
        Renewals = beside?.Renewals ?? new AcmeRenewals();
        ServiceCollection collection = new();
        if (answer is not null)
        {
            collection.AddSingleton<TimeProvider>(Time);
        }

        collection.AddSingleton<ICredentialStore>(Credentials);
        collection.AddSingleton(Renewals);
        collection.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(new FakeLoggerProvider(Logs)));
        services?.Invoke(collection);
        IHttpClientBuilder builder = collection.AddVendorHttpClient(profile ?? Acme.Profile(address ?? new Uri("https://api.example.com/")));
        if (answer is not null)
        {
            builder.ConfigurePrimaryHttpMessageHandler(() => new Stub(answer, Sent));
        }

        if (answer is not null)
        {
            // A driven clock may run ahead of a busy machine; only the tests of timeouts want any.
            builder.ConfigureResilience(static each => each.TotalTimeout = each.AttemptTimeout = TimeSpan.FromHours(10));
        }

        if (options is not null)
        {
            builder.ConfigureResilience(options);
        }

        for (int id = 1; id <= 9 && beside is null; id++)
        {
            Credentials.Set(Acme.Account(id), $"key-of-{id}");
        }

        _services = collection.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
    }

    public FakeTimeProvider Time { get; }

    public MemoryCredentials Credentials { get; }

    public AcmeRenewals Renewals { get; }

    public FakeLogCollector Logs { get; } = FakeLogCollector.Create(new FakeLogCollectorOptions());

    public List<Uri> Sent { get; } = [];

    public IServiceProvider Services => _services;

    /// <summary>When permits were granted; for a host with a <see cref="RecordingStore"/>.</summary>
    public List<TimeSpan> Granted => [.. ((RecordingStore)_services.GetRequiredService<IRateBudgetStore>()).Granted.Select(each => each.At)];

    public IVendorApiFactory Factory => _services.GetRequiredService<IVendorApiFactory>();

    public VendorHttp Vendor => _services.GetRequiredKeyedService<VendorHttp>(Acme.Name);

    public IAcmeApi Api(long account = 1, RequestTally? tally = null) => Factory.Create<IAcmeApi>(Acme.Call(Acme.Account(account), tally));

    public static HttpResponseMessage Answer(HttpStatusCode status, string body = "{}", params (string Name, string Value)[] headers)
    {
        HttpResponseMessage response = new(status) { Content = new StringContent(body) };
        foreach ((string name, string value) in headers)
        {
            response.Headers.TryAddWithoutValidation(name, value);
        }

        return response;
    }

    /// <summary>Moves the clock until a task is done. All that is ready runs before each step.</summary>
    public async Task<T> Drive<T>(Task<T> task, TimeSpan? step = null)
    {
        await Drive((Task)task, step);
        return await task;
    }

    /// <inheritdoc cref="Drive{T}"/>
    public async Task Drive(Task task, TimeSpan? step = null)
    {
        for (int i = 0; i < 100_000 && !task.IsCompleted; i++)
        {
            await Settle();
            if (!task.IsCompleted)
            {
                Time.Advance(step ?? TimeSpan.FromMilliseconds(250));
            }
        }

        Assert.True(task.IsCompleted, "The clock was moved on for long, and the call has not come back.");
    }

    /// <summary>Lets all continuations run that are ready to.</summary>
    public static async Task Settle()
    {
        for (int quiet = 0; quiet < 25; quiet++)
        {
            await Task.Yield();
            if (ThreadPool.PendingWorkItemCount > 0)
            {
                quiet = Math.Min(quiet, 5);
            }
        }
    }

    public void Dispose() => _services.Dispose();

    private sealed class Stub(Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> answer, List<Uri> sent) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            lock (sent)
            {
                sent.Add(request.RequestUri!);
            }

            return answer(request, cancellationToken);
        }
    }
}
