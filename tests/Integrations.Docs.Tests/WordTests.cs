using System.Diagnostics.Metrics;
using Integrations.Abstractions;
using Integrations.Engine;
using Integrations.Fub;
using Integrations.Persistence.Postgres;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

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
        var services = new ServiceCollection();
        services.AddIntegrations().UsePostgres("Host=localhost").AddWorkers();
        services.AddFubIntegration();
        using ServiceProvider provider = services.BuildServiceProvider();

        // What makes the instruments: the worker loop and a client.
        _ = provider.GetServices<IHostedService>().ToArray();
        _ = provider.GetRequiredService<IFubClientFactory>().Create(new AccountRef("fub", new RowId(1)));

        Assert.Equal(
            published.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
            s_operations.Tables.Single(static t => t.Header[0] == "Instrument").Body.Select(static r => string.Join(" | ", r.Take(4))).Order(StringComparer.Ordinal));
    }

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
