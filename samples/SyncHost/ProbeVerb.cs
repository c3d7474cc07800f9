using System.CommandLine;
using Integrations.Abstractions;
using Integrations.Rezen;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Spectre.Console;

namespace SyncHost;

/// <summary>Asks reZEN which of the configured services and paths answer for a key. Needs no database. Settings: section Rezen of the configuration.</summary>
internal static class ProbeVerb
{
    public static Command Create()
    {
        var vendor = new Argument<string>("vendor") { Description = "The vendor: rezen, whose services and paths are partly second hand." };
        var apiKey = new Option<string?>("--api-key") { Description = "API key to ask with. Better: the environment variable INTEGRATIONS_API_KEY, which no process list shows." };
        var probe = new Command("probe", "Says which configured services and paths of a vendor answer for a key. Reads only; shows no value of any answer.") { vendor, apiKey };
        probe.SetAction((parsed, cancellationToken) => RunAsync(parsed.GetValue(vendor)!, parsed.GetValue(apiKey) ?? Environment.GetEnvironmentVariable("INTEGRATIONS_API_KEY"), cancellationToken));
        return probe;
    }

    private static async Task<int> RunAsync(string vendor, string? key, CancellationToken cancellationToken)
    {
        if (!string.Equals(vendor, RezenDefaults.Vendor, StringComparison.OrdinalIgnoreCase) || string.IsNullOrEmpty(key))
        {
            Console.Error.WriteLine("Only rezen can be probed, with a key in the environment variable INTEGRATIONS_API_KEY or --api-key.");
            return 2;
        }

        HostApplicationBuilder builder = Host.CreateApplicationBuilder();
        Hosting.AddVendorsFromConfiguration(builder);
        using IHost host = builder.Build();
        IReadOnlyList<RezenProbeResult> results = await host.Services.GetRequiredService<IRezenProbe>().RunAsync(new VendorCredential { ApiKey = key }, cancellationToken);
        Table table = new Table().Border(TableBorder.None).AddColumns("what", "service", "path", "outcome", "status", "answer");
        foreach (RezenProbeResult result in results)
        {
            string answer = result.Error ?? string.Join(' ', result.Properties);
            table.AddRow([.. new[] { result.Name, result.Service, result.Path, result.Outcome.ToString(), result.Status?.ToString(System.Globalization.CultureInfo.InvariantCulture), answer }.Select(static c => Markup.Escape(c ?? ""))]);
        }

        AnsiConsole.Write(table);
        return results[0].Outcome == RezenProbeOutcome.Answered ? 0 : 1;
    }
}
