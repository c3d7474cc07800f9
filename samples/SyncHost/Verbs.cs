using System.Globalization;
using Integrations.Abstractions;
using Integrations.AspNetCore;
using Integrations.Engine;
using Integrations.Http;
using Integrations.Persistence.Postgres;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace SyncHost;

/// <summary>The verbs that work on a PostgreSQL of your own and the real vendors.</summary>
internal static class Verbs
{
    public static Task<int> MigrateAsync(string? postgres, string schema, bool script, CancellationToken cancellationToken) => GuardAsync(async () =>
    {
        // The script needs no server; the text only has to be a connection string.
        using IHost host = Build(script ? postgres ?? "Host=localhost" : Required(postgres), schema, workers: false);
        PostgresMigrator migrator = host.Services.GetRequiredService<PostgresMigrator>();
        if (script)
        {
            Console.Out.WriteLine(migrator.Script());
            return 0;
        }

        IReadOnlyList<string> done = await migrator.MigrateAsync(cancellationToken);
        Console.Out.WriteLine(done.Count == 0 ? "The schema is up to date." : $"Ran {string.Join(", ", done)}.");
        return 0;
    });

    public static Task<int> ConnectAsync(string? postgres, string schema, string vendor, string? apiKey, CancellationToken cancellationToken) => GuardAsync(async () =>
    {
        string key = apiKey ?? Environment.GetEnvironmentVariable("INTEGRATIONS_API_KEY")
            ?? throw new IntegrationConfigurationException("No API key: set the environment variable INTEGRATIONS_API_KEY, or pass --api-key.");
        using IHost host = Build(Required(postgres), schema, workers: false);
        await host.Services.GetRequiredService<PostgresMigrator>().MigrateAsync(cancellationToken);
        AccountInfo account = await host.Services.GetRequiredService<IAccountConnector>().ConnectAsync(vendor, new VendorCredential { ApiKey = key }, cancellationToken: cancellationToken);
        Console.Out.WriteLine($"Connected {account.Ref} (vendor account {account.VendorAccountId}). Start the workers with: run --postgres …");
        return 0;
    });

    public static Task<int> OAuthUrlAsync(string? postgres, string schema, string vendor, Uri redirect, CancellationToken cancellationToken) => GuardAsync(async () =>
    {
        using IHost host = Build(Required(postgres), schema, workers: false);
        await host.Services.GetRequiredService<PostgresMigrator>().MigrateAsync(cancellationToken);
        Console.Out.WriteLine(await OAuth(host, vendor).BeginAsync(new OAuthRequest { RedirectUri = redirect }, cancellationToken));
        return 0;
    });

    public static Task<int> OAuthCallbackAsync(string? postgres, string schema, string vendor, string query, CancellationToken cancellationToken) => GuardAsync(async () =>
    {
        using IHost host = Build(Required(postgres), schema, workers: false);
        OAuthResult result = await OAuth(host, vendor).CompleteAsync(query, new ConnectOptions(), cancellationToken);
        Console.Out.WriteLine(result.IsDenied ? "The user declined; nothing was connected." : $"Connected {result.Account.Ref} (vendor account {result.Account.VendorAccountId}).");
        return result.IsDenied ? 1 : 0;
    });

    public static Task<int> SyncAsync(string? postgres, string schema, string vendor, long? account, string type, CancellationToken cancellationToken) => GuardAsync(async () =>
    {
        if (!Enum.TryParse(type, ignoreCase: true, out SyncJobType jobType))
        {
            throw new IntegrationConfigurationException($"'{type}' is not a job type. Take one of {string.Join(", ", Enum.GetNames<SyncJobType>())}.");
        }

        using IHost host = Build(Required(postgres), schema, workers: true);
        await host.StartAsync(cancellationToken);
        ISyncJobs jobs = host.Services.GetRequiredService<ISyncJobs>();
        IReadOnlyList<AccountInfo> accounts = await host.Services.GetRequiredService<IAccountStore>().ListAsync(vendor, cancellationToken);
        List<SyncJobId> requested = [];
        foreach (AccountInfo info in accounts.Where(a => account is null || a.Ref.Id.Value == account))
        {
            requested.Add(await jobs.RequestAsync(info.Ref, jobType, cancellationToken: cancellationToken));
        }

        if (requested.Count == 0)
        {
            throw new IntegrationConfigurationException("No such account. Connect one first: connect --postgres …");
        }

        bool ok = true;
        foreach (SyncJobStatus ended in await JobWait.ForAsync(jobs, requested, static _ => { }, cancellationToken))
        {
            foreach (SyncStepStatus step in ended.Steps)
            {
                RecordCounts c = step.Counts;
                Console.Out.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{ended.Account} {step.Stream}: {step.State} {step.Outcome} read {c.Read}, inserted {c.Inserted}, updated {c.Updated}, unchanged {c.Unchanged}, deleted {c.Deleted}, rejected {c.Rejected} {step.ErrorMessage}"));
                ok &= step.State == SyncJobState.Completed;
            }
        }

        await host.StopAsync(cancellationToken);
        return ok ? 0 : 1;
    });

    public static Task<int> StatusAsync(string? postgres, string schema, CancellationToken cancellationToken) => GuardAsync(async () =>
    {
        using IHost host = Build(Required(postgres), schema, workers: false);
        return await StatusTable.WriteAsync(host.Services.GetRequiredService<IIntegrationStatus>(), cancellationToken) ? 0 : 1;
    });

    public static Task<int> RotateKeysAsync(string? postgres, string schema, CancellationToken cancellationToken) => GuardAsync(async () =>
    {
        using IHost host = Build(Required(postgres), schema, workers: false);
        RotationResult result = await host.Services.GetRequiredService<ICredentialRotation>().RotateAsync(cancellationToken);
        Console.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Key {result.KeyId}: {result.Encrypted} secrets encrypted anew, {result.Unreadable} accounts unreadable, {result.Revived} active again, {result.Remaining} secrets remain with other keys."));
        return result.Remaining == 0 ? 0 : 1;
    });

    public static Task<int> RunAsync(string? postgres, string schema, Uri? webhooks, string listen, CancellationToken cancellationToken) => GuardAsync(async () =>
    {
        using IHost host = webhooks is null ? BuildWorkers(Required(postgres), schema) : BuildWeb(Required(postgres), schema, webhooks, listen);
        await host.Services.GetRequiredService<PostgresMigrator>().MigrateAsync(cancellationToken);
        await host.RunAsync(cancellationToken);
        return 0;
    });

    public static Task<int> DrainAsync(string? postgres, string schema, double maxSeconds, CancellationToken cancellationToken) => GuardAsync(async () =>
    {
        using IHost host = Build(Required(postgres), schema, workers: false);
        await host.Services.GetRequiredService<PostgresMigrator>().MigrateAsync(cancellationToken);
        SliceResult slice = await host.Services.GetRequiredService<ISyncSlice>().RunSliceAsync(TimeSpan.FromSeconds(maxSeconds), cancellationToken);
        Console.Out.WriteLine(slice.IsDrained ? $"Done: {slice.Claims} pieces of work; nothing is due." : $"Time is up after {slice.Claims} pieces of work; the next call goes on.");
        return 0;
    });

    private static IOAuthClient OAuth(IHost host, string vendor) => host.Services.GetKeyedService<IOAuthClient>(vendor)
        ?? throw new IntegrationConfigurationException($"No vendor '{vendor}' has a sign-in.");

    private static IHost BuildWorkers(string postgres, string schema)
    {
        HostApplicationBuilder builder = Hosting.Create(postgres, schema, workers: true, LogLevel.Information);
        Hosting.AddVendorsFromConfiguration(builder);
        return builder.Build();
    }

    private static WebApplication BuildWeb(string postgres, string schema, Uri webhooks, string listen)
    {
        WebApplicationBuilder builder = Hosting.CreateWeb(postgres, schema, listen, webhooks, LogLevel.Information);
        Hosting.AddVendorsFromConfiguration(builder);
        WebApplication app = builder.Build();
        app.MapIntegrationWebhooks();
        return app;
    }

    public static IHost Build(string postgres, string schema, bool workers)
    {
        HostApplicationBuilder builder = Hosting.Create(postgres, schema, workers);
        Hosting.AddVendorsFromConfiguration(builder);
        return builder.Build();
    }

    public static string Required(string? postgres) => postgres ?? Environment.GetEnvironmentVariable("INTEGRATIONS_POSTGRES")
        ?? throw new IntegrationConfigurationException("No database: pass --postgres with a connection string, or set the environment variable INTEGRATIONS_POSTGRES.");

    public static async Task<int> GuardAsync(Func<Task<int>> verb)
    {
        try
        {
            return await verb();
        }
        catch (IntegrationException e)
        {
            Console.Error.WriteLine(e.Message);
            return 1;
        }
    }
}
