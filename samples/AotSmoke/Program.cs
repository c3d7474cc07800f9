using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using Integrations.Abstractions;
using Integrations.Engine;
using Integrations.Fub;
using Integrations.Persistence.Postgres;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

// A whole host that compiles to native code: it makes the tables, connects one account, onboards every stream and says what it did. Settings come from the environment:
// ConnectionStrings__Integrations, Fub__BaseAddress, Fub__SystemName, Fub__SystemKey and ApiKey. Exit code 0 only when every stream is complete.
long started = Stopwatch.GetTimestamp();
HostApplicationBuilder builder = Host.CreateApplicationBuilder();
builder.Logging.SetMinimumLevel(LogLevel.Warning);
builder.Services.AddIntegrations()
    .UsePostgres(Setting("ConnectionStrings:Integrations"))
    .AddWorkers();
builder.Services.AddFubIntegration(builder.Configuration.GetSection("Fub"));

using IHost host = builder.Build();
await host.Services.GetRequiredService<PostgresMigrator>().MigrateAsync();
AccountInfo account = await host.Services.GetRequiredService<IAccountConnector>().ConnectAsync("fub", new VendorCredential { ApiKey = Setting("ApiKey") });
await host.StartAsync();

ISyncJobs jobs = host.Services.GetRequiredService<ISyncJobs>();
SyncJobStatus onboarding;
while (!(onboarding = (await jobs.ListAsync(account.Ref, limit: 100)).Single(static j => j.Type == SyncJobType.Onboarding)).IsSettled)
{
    await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
}

await host.StopAsync();

foreach (SyncStepStatus step in onboarding.Steps)
{
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{step.Stream} {step.State} {step.Outcome}: pages {step.Requests.Pages}, read {step.Counts.Read}, rejected {step.Counts.Rejected} {step.ErrorMessage}"));
}

Console.WriteLine(string.Create(
    CultureInfo.InvariantCulture,
    $"native {!RuntimeFeature.IsDynamicCodeCompiled}, streams {onboarding.Steps.Count}, records {onboarding.Steps.Sum(static s => s.Counts.Read)}, program {new FileInfo(Environment.ProcessPath!).Length} bytes, {Stopwatch.GetElapsedTime(started).TotalMilliseconds:0} ms"));
return onboarding.Steps.All(static s => s is { State: SyncJobState.Completed, Outcome: SyncOutcome.Complete }) ? 0 : 1;

string Setting(string name) => builder.Configuration[name] ?? throw new IntegrationConfigurationException($"The setting {name} is missing.");
