using System.Diagnostics;
using System.Globalization;
using Integrations.Engine;
using Integrations.Fub;
using Integrations.Http;
using Integrations.Persistence.Postgres;
using Integrations.Rezen;
using Integrations.Testing;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;

namespace Integrations.CrashWorker;

/// <summary>How a host of the crash tests is composed, and how its settings reach it: by environment, because a connection string holds a password.</summary>
internal sealed record WorkerSettings(string Vendor, string ConnectionString, Uri VendorAddress, TimeSpan LeaseDuration, string KeyFolder, string Flaw)
{
    public const string SystemName = "Integrations-Crash";
    public const string SystemKey = "synthetic-system-key-crash";
    public const string ClientId = "client_crash_0001";
    public const string ClientSecret = "secret_crash_0001";

    public static readonly TimeSpan TokenLifetime = TimeSpan.FromSeconds(4);

    private const int PageSize = 50;
    private const string Prefix = "INTEGRATIONS_CRASH_";

    public static WorkerSettings FromEnvironment() => new(
        Read("NAME"), Read("POSTGRES"), new Uri(Read("VENDOR")), TimeSpan.Parse(Read("LEASE"), CultureInfo.InvariantCulture), Read("KEYS"), Read("FLAW"));

    public static WorkerSettings Of(string vendor, CrashWorkerSettings worker, string keyFolder, string flaw) => new(vendor, worker.ConnectionString, worker.VendorAddress, worker.LeaseDuration, keyFolder, flaw);

    public ProcessStartInfo StartInfo()
    {
        string program = Path.Combine(AppContext.BaseDirectory, "Integrations.CrashWorker" + (OperatingSystem.IsWindows() ? ".exe" : ""));
        var start = new ProcessStartInfo(program) { WorkingDirectory = AppContext.BaseDirectory };
        start.Environment[Prefix + "NAME"] = Vendor;
        start.Environment[Prefix + "POSTGRES"] = ConnectionString;
        start.Environment[Prefix + "VENDOR"] = VendorAddress.AbsoluteUri;
        start.Environment[Prefix + "LEASE"] = LeaseDuration.ToString("c", CultureInfo.InvariantCulture);
        start.Environment[Prefix + "KEYS"] = KeyFolder;
        start.Environment[Prefix + "FLAW"] = Flaw;
        return start;
    }

    public void Register(IServiceCollection services, bool workers)
    {
        IntegrationsBuilder integrations = services.AddIntegrations(static o =>
        {
            // Small bites and short waits: many commits to kill at, and no pause after a kill.
            o.MaxRowsPerCommit = PageSize;
            o.PromoteChunkSize = 25;
            o.RetryDelay = TimeSpan.FromMilliseconds(100);
            o.MaxRetryDelay = TimeSpan.FromSeconds(1);
            o.MaxAttempts = 1_000;

            // A full read that nobody asked for would repair, before anyone looks, what a delta has lost.
            o.ReconcileCooldown = TimeSpan.FromDays(1);

            // The vendor deletes more than a real one does in so short a time.
            o.SweepMinRows = int.MaxValue;
        });
        integrations.UsePostgres(ConnectionString);
        if (string.Equals(Vendor, RezenDefaults.Vendor, StringComparison.Ordinal))
        {
            AddRezen(services);
        }
        else
        {
            AddFub(services);
        }

        services.AddDataProtection().SetApplicationName("Integrations.CrashWorker").PersistKeysToFileSystem(new DirectoryInfo(KeyFolder));
        if (workers)
        {
            integrations.AddWorkers(o =>
            {
                o.LeaseDuration = LeaseDuration;
                o.HeartbeatInterval = LeaseDuration / 5;
                o.MinPollInterval = TimeSpan.FromMilliseconds(20);
                o.MaxPollInterval = TimeSpan.FromMilliseconds(200);
            });
            Flaws.Apply(services, Flaw);
        }
    }

    private void AddFub(IServiceCollection services) =>
        services.AddFubIntegration(o =>
        {
            o.BaseAddress = VendorAddress;
            o.SystemName = SystemName;
            o.SystemKey = SystemKey;
            o.PageSize = PageSize;
            (o.OAuth.ClientId, o.OAuth.ClientSecret) = (ClientId, ClientSecret);
            (o.OAuth.AuthorizeAddress, o.OAuth.TokenAddress) = (new Uri(VendorAddress, "/oauth/authorize"), new Uri(VendorAddress, "/oauth/token"));

            // As far back as the stamps' granularity asks for: with the usual minutes, the last delta of a series would read again whatever one of the others had lost.
            o.Overlap = TimeSpan.FromSeconds(2);
        }).HttpClient.ConfigureResilience(static o =>
        {
            // Tokens live for seconds here, and what a killed worker held is soon free.
            o.RenewBeforeExpiry = TokenLifetime / 2;
            o.RenewalTimeout = TimeSpan.FromSeconds(2);
            o.RenewalPause = TimeSpan.FromMilliseconds(200);
        });

    private void AddRezen(IServiceCollection services) =>
        services.AddRezenIntegration(o =>
        {
            foreach (string service in o.Services.Keys.ToArray())
            {
                o.Services[service] = new Uri(VendorAddress, "/" + service);
            }

            (o.RequestsPerSecond, o.PageSize, o.ListingPageSize, o.NetworkPageSize) = (0, PageSize, PageSize, PageSize);

            // As for the other vendor. Contributions are read from the day before on.
            (o.Overlap, o.ContributionWindow) = (TimeSpan.FromSeconds(2), TimeSpan.FromDays(1));
        });

    private static string Read(string name) => Environment.GetEnvironmentVariable(Prefix + name) ?? throw new InvalidOperationException($"{Prefix}{name} is not set.");
}
