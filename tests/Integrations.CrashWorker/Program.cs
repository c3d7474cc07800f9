using System.Globalization;
using Integrations.CrashWorker;
using Integrations.Testing;
using Microsoft.Extensions.Hosting;

// dotnet run --project tests/Integrations.CrashWorker -c Release -- [rezen] 5000 1 [MidPromote,… ["early cursor"]]      vendor, kills, seed, points, flaw
bool isRezen = args is [RezenCrashSeries.Name, ..];
if (isRezen)
{
    args = args[1..];
}

if (args.Length > 0)
{
    int seed = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 1;
    CrashPoint[]? points = args.Length > 2 ? [.. args[2].Split(',').Select(Enum.Parse<CrashPoint>)] : null;
    int kills = int.Parse(args[0], CultureInfo.InvariantCulture);
    string flaw = args.Length > 3 ? args[3] : "";
    CrashReport report = isRezen
        ? await RezenCrashSeries.RunAsync(kills, seed, Console.Out.WriteLine, points, flaw)
        : await FubCrashSeries.RunAsync(kills, seed, Console.Out.WriteLine, points, flaw);
    Console.Out.WriteLine(report);
    return report.Findings.Count == 0 && report.Missed == 0 ? 0 : 1;
}

// The worker that crash tests kill: an ordinary host of the engine, without the console's log and configuration files.
HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
if (QueueWorker.Asked is { } queue)
{
    QueueWorker.Register(builder.Services, queue, $"faults/{Environment.ProcessId.ToString(CultureInfo.InvariantCulture)}");
}
else
{
    WorkerSettings.FromEnvironment().Register(builder.Services, workers: true);
}

using IHost host = builder.Build();
await host.StartAsync();

// Whoever started it holds its input open; when that ends, however it ends, so does this.
Stream input = Console.OpenStandardInput();
byte[] nothing = new byte[1];
while (await input.ReadAsync(nothing) > 0)
{
}

await host.StopAsync();
return 0;
