using System.Globalization;
using Integrations.Abstractions;
using Integrations.Engine;
using Integrations.Fub;
using Integrations.Persistence.Postgres;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Integrations.Benchmarks;

/// <summary>One process of <see cref="AllowanceFlow"/>: asks for every account until its input ends, always with more requests waiting than the allowance has.</summary>
internal static class AllowanceWorker
{
    public const string Verb = "allowance-worker";

    public const string ConnectionVariable = "ALLOWANCE_WORKER_POSTGRES";

    /// <summary>Requests of one account that wait in one process.</summary>
    private const int Waiting = 8;

    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        string connectionString = Environment.GetEnvironmentVariable(ConnectionVariable) ?? throw new InvalidOperationException($"{ConnectionVariable} is not set.");
        string[] keys = [.. arguments.Skip(2)];
        await using ServiceProvider services = new ServiceCollection().AddLogging().AddAllowanceServices(connectionString, new Uri(arguments[0]), keys, int.Parse(arguments[1], CultureInfo.InvariantCulture));
        IFubClientFactory clients = services.GetRequiredService<IFubClientFactory>();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task asking = Task.WhenAll(Enumerable.Range(1, keys.Length).SelectMany(account => Enumerable.Range(0, Waiting).Select(_ => AskAsync(clients.Create(Account(account)), stop.Token))));
        await Console.In.ReadToEndAsync(cancellationToken);
        await stop.CancelAsync();
        await asking;
        return 0;
    }

    public static ServiceProvider AddAllowanceServices(this IServiceCollection services, string connectionString, Uri vendor, IReadOnlyList<string> keys, int limit)
    {
        services.AddIntegrations().UsePostgres(connectionString);
        services.AddFubIntegration(o =>
        {
            o.BaseAddress = vendor;
            o.SystemName = "synthetic-system";
            o.SystemKey = "synthetic-system-key-0001";
            o.RateLimits["global"] = limit;
        });
        services.Replace(ServiceDescriptor.Singleton<ICredentialStore>(new Keys(keys)));
        return services.BuildServiceProvider();
    }

    private static AccountRef Account(int number) => new(FubDefaults.Vendor, new RowId(number));

    private static async Task AskAsync(FubClient client, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await client.GetIdentityAsync(cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private sealed class Keys(IReadOnlyList<string> keys) : ICredentialStore
    {
        public Task<VendorCredential> GetAsync(AccountRef account, CancellationToken cancellationToken = default) =>
            Task.FromResult(new VendorCredential { ApiKey = keys[(int)account.Id.Value - 1] });

        public Task<RenewalClaim> ClaimRenewalAsync(AccountRef account, int version, TimeSpan duration, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException("Keys are not renewed.");

        public Task ReleaseRenewalAsync(AccountRef account, Guid lease, TimeSpan pause, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException("Keys are not renewed.");

        public Task<bool> SaveRenewedAsync(AccountRef account, VendorCredential renewed, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException("Keys are not renewed.");
    }
}
