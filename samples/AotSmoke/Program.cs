using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using Integrations.Abstractions;
using Integrations.Engine;
using Integrations.Fub;
using Integrations.Persistence.Postgres;
using Integrations.Rezen;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

// A whole host that compiles to native code: it makes the tables, connects one account of each vendor, onboards every stream and says what it did. Settings come from the environment:
// ConnectionStrings__Integrations, Fub__BaseAddress, Fub__SystemName, Fub__SystemKey, Rezen__Services__arrakis and its like, and a key of each vendor: ApiKeys__fub and ApiKeys__rezen. Exit
// code 0 only when every stream is complete, or not configured.
long started = Stopwatch.GetTimestamp();
HostApplicationBuilder builder = Host.CreateApplicationBuilder();
builder.Logging.SetMinimumLevel(LogLevel.Warning);
builder.Services.AddIntegrations()
    .UsePostgres(Setting("ConnectionStrings:Integrations"))
    .AddWorkers();
builder.Services.AddFubIntegration(builder.Configuration.GetSection("Fub"));
builder.Services.AddRezenIntegration(builder.Configuration.GetSection("Rezen"));

using IHost host = builder.Build();
await host.Services.GetRequiredService<PostgresMigrator>().MigrateAsync();
List<AccountRef> accounts = [];
foreach (string vendor in new[] { FubDefaults.Vendor, RezenDefaults.Vendor })
{
    AccountInfo account = await host.Services.GetRequiredService<IAccountConnector>().ConnectAsync(vendor, new VendorCredential { ApiKey = Setting("ApiKeys:" + vendor) });
    accounts.Add(account.Ref);
}

await host.StartAsync();

ISyncJobs jobs = host.Services.GetRequiredService<ISyncJobs>();
List<SyncStepStatus> steps = [];
foreach (AccountRef account in accounts)
{
    SyncJobStatus onboarding;
    while (!(onboarding = (await jobs.ListAsync(account, limit: 100)).Single(static j => j.Type == SyncJobType.Onboarding)).IsSettled)
    {
        await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
    }

    steps.AddRange(onboarding.Steps);
}

await host.StopAsync();

foreach (SyncStepStatus step in steps)
{
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{step.Stream} {step.State} {step.Outcome}: pages {step.Requests.Pages}, read {step.Counts.Read}, rejected {step.Counts.Rejected} {step.ErrorMessage}"));
}

Console.WriteLine(string.Create(
    CultureInfo.InvariantCulture,
    $"native {!RuntimeFeature.IsDynamicCodeCompiled}, streams {steps.Count}, records {steps.Sum(static s => s.Counts.Read)}, program {new FileInfo(Environment.ProcessPath!).Length} bytes, {Stopwatch.GetElapsedTime(started).TotalMilliseconds:0} ms"));
return steps.All(static s => s.Outcome is SyncOutcome.NotConfigured || s is { State: SyncJobState.Completed, Outcome: SyncOutcome.Complete }) ? 0 : 1;

string Setting(string name) => builder.Configuration[name] ?? throw new IntegrationConfigurationException($"The setting {name} is missing.");
