using System.Diagnostics.Metrics;
using System.Reflection;
using Integrations.Abstractions;
using Integrations.AspNetCore;
using Integrations.Engine;
using Integrations.Fub;
using Integrations.Http;
using Integrations.Persistence.Postgres;
using Integrations.Rezen;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Integrations.Docs.Tests;

/// <summary>Names that an operator meets are the code's names, all of them.</summary>
public sealed class WordTests
{
    private static readonly Page s_operations = Page.Of("docs/operations.md");

    [Fact]
    public void The_table_of_instruments_is_what_the_packages_publish()
    {
        List<string> published = [];
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (instrument.Meter.Name.StartsWith("Integrations.", StringComparison.Ordinal))
                {
                    lock (published)
                    {
                        published.Add($"{instrument.Name} | {instrument.GetType().Name.Split('`')[0]} | {instrument.Unit} | {instrument.Meter.Name}");
                    }
                }
            },
        };
        listener.Start();
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddIntegrations().UsePostgres("Host=localhost").AddWorkers().AddWebhookEndpoint().AddWebhooks();
        FubIntegrationBuilder fub = builder.Services.AddFubIntegration();
        using WebApplication app = builder.Build();
        IServiceProvider provider = app.Services;

        // What makes the instruments: the worker loop, the endpoint and the chain of a client.
        app.MapIntegrationWebhooks();
        _ = provider.GetServices<IHostedService>().ToArray();
        using HttpClient client = provider.GetRequiredService<IHttpClientFactory>().CreateClient(fub.HttpClient.Name);

        Assert.Equal(
            published.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
            s_operations.Tables.Single(static t => t.Header[0] == "Instrument").Body.Select(static r => string.Join(" | ", r.Take(4))).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_table_of_streams_is_what_the_package_registers() => Assert.Equal(
        FubStreams.All.Select(static s => string.Join(
            " | ", s.Name.Entity, s.Table.Name, Shown.Span(s.Interval), Shown.Span(s.FreshnessThreshold), string.Join(", ", s.DependsOn), s.StagingTable is null ? "direct" : "staged")),
        Page.Of("docs/fub.md").Tables.Single(static t => t.Header[0] == "Stream" && t.Header[1] == "Mirror table").Body.Select(static r => string.Join(" | ", r)));

    [Theory]
    [InlineData(typeof(SyncJobState))]
    [InlineData(typeof(SyncOutcome))]
    [InlineData(typeof(AccountStatus))]
    [InlineData(typeof(SyncJobType))]
    public void Every_state_is_explained(Type states)
    {
        string[] explained = [.. s_operations.Tables.SelectMany(static t => t.Body).Select(static r => r[0].Split(' ')[0])];

        Assert.Empty(Enum.GetNames(states).Except(explained, StringComparer.Ordinal));
    }

    [Fact]
    public void The_table_of_log_events_has_every_warning_and_the_right_levels()
    {
        LoggerMessageAttribute[] events =
        [
            .. new[] { typeof(EngineOptions), typeof(PostgresOptions), typeof(VendorHttpOptions), typeof(FubOptions), typeof(RezenOptions), typeof(WebhookEndpointOptions) }
                .SelectMany(static t => t.Assembly.GetTypes())
                .SelectMany(static t => t.GetMethods(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public))
                .Select(static m => m.GetCustomAttribute<LoggerMessageAttribute>())
                .OfType<LoggerMessageAttribute>(),
        ];
        Dictionary<string, string> listed = s_operations.Tables.Single(static t => t.Header[0] == "Event").Body
            .SelectMany(static r => r[0].Split(", ").Select((id, i) => (Id: id, Level: r[1].Split(", ") is { Length: > 1 } levels ? levels[i] : r[1])))
            .ToDictionary(static e => e.Id, static e => e.Level, StringComparer.Ordinal);

        Assert.Equal(events.Length, events.DistinctBy(static e => e.EventId).Count());
        Assert.Equal(
            listed.OrderBy(static e => e.Key, StringComparer.Ordinal),
            events.Where(e => e.Level >= LogLevel.Warning || listed.ContainsKey(Id(e))).ToDictionary(Id, static e => e.Level.ToString(), StringComparer.Ordinal)
                .OrderBy(static e => e.Key, StringComparer.Ordinal));

        static string Id(LoggerMessageAttribute e) => e.EventId.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    [Fact]
    public void Every_error_code_is_explained()
    {
        string[] codes = [.. typeof(IntegrationException).Assembly.GetExportedTypes().Where(static t => t.IsSubclassOf(typeof(IntegrationException))).Select(Code)];
        PageTable table = s_operations.Tables.Single(static t => t.Header[0] == "Code");

        Assert.Empty(codes.Except(table.Body.SelectMany(static r => r[0].Split(", ")), StringComparer.Ordinal));
    }

    [Fact]
    public void Every_relative_link_leads_somewhere()
    {
        List<string> dead = [];
        foreach (Page page in Page.All)
        {
            foreach ((int line, string url) in page.Links.Where(static l => !l.Url.Contains("://", StringComparison.Ordinal)))
            {
                string[] parts = url.Split('#');
                string target = parts[0].Length == 0 ? page.FullPath : Path.GetFullPath(Path.Combine(Path.GetDirectoryName(page.FullPath)!, parts[0]));
                bool isThere = File.Exists(target) || Directory.Exists(target);
                bool hasAnchor = parts.Length == 1 || Page.All.Any(p => p.FullPath == target && p.Anchors.Contains(parts[1], StringComparer.Ordinal));
                if (!isThere || !hasAnchor)
                {
                    dead.Add($"{page.Name}:{line}: {url}");
                }
            }
        }

        Assert.Empty(dead);
    }

    private static string Code(Type type) => ((IntegrationException)System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(type)).Code;
}
