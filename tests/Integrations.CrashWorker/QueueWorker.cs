using System.Diagnostics;
using System.Globalization;
using System.Text;
using Integrations.Abstractions;
using Integrations.Engine;
using Integrations.Fub;
using Integrations.Persistence.Postgres;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Integrations.CrashWorker;

/// <summary>A host whose handler writes one row for each item, in the transaction that settles the item.</summary>
internal static class QueueWorker
{
    public const string Kind = "t.effect";
    private const string Variable = "INTEGRATIONS_QUEUE_POSTGRES";

    /// <summary>Connection string of the database to work on. Null when this process was started for something else.</summary>
    public static string? Asked => Environment.GetEnvironmentVariable(Variable);

    /// <summary>Another process of this program that works on the queue until its input ends.</summary>
    public static Process Start(string connectionString)
    {
        string program = Path.Combine(AppContext.BaseDirectory, "Integrations.CrashWorker" + (OperatingSystem.IsWindows() ? ".exe" : ""));
        var start = new ProcessStartInfo(program) { WorkingDirectory = AppContext.BaseDirectory, UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true };
        start.Environment[Variable] = connectionString;
        return Process.Start(start)!;
    }

    public static void Register(IServiceCollection services, string connectionString, string name)
    {
        services.AddIntegrations(static o =>
        {
            o.RetryDelay = TimeSpan.FromMilliseconds(100);
            o.MaxRetryDelay = TimeSpan.FromSeconds(1);
        }).UsePostgres(connectionString).AddWorkers(o =>
        {
            o.Name = name;
            o.QueueParallelism = 16;
            o.QueueMaxPerAccount = 16;
            o.LeaseDuration = TimeSpan.FromSeconds(2);
            o.HeartbeatInterval = TimeSpan.FromMilliseconds(500);
            o.MinPollInterval = TimeSpan.FromMilliseconds(50);
            o.MaxPollInterval = TimeSpan.FromMilliseconds(500);
        }).AddWorkHandler<Effect>();
        services.AddFubIntegration();
        services.AddSingleton(new EffectTarget(connectionString));
    }

    public sealed class EffectTarget(string connectionString) : IAsyncDisposable
    {
        public NpgsqlDataSource Data { get; } = NpgsqlDataSource.Create(connectionString);

        public ValueTask DisposeAsync() => Data.DisposeAsync();
    }

    private sealed class Effect(EffectTarget target, PostgresWorkQueue queue) : IWorkHandler
    {
        public string Kind => QueueWorker.Kind;

        public async Task<SyncOutcome> HandleAsync(WorkItem item, CancellationToken cancellationToken)
        {
            await using NpgsqlConnection connection = await target.Data.OpenConnectionAsync(cancellationToken);
            await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellationToken);
            await using var effect = new NpgsqlCommand("insert into effects (n) values ($1)", connection);
            effect.Parameters.Add(new NpgsqlParameter { Value = long.Parse(Encoding.UTF8.GetString(item.Payload!.Value.Span), CultureInfo.InvariantCulture) });
            await effect.ExecuteNonQueryAsync(cancellationToken);
            await queue.CompleteAsync(transaction, item, cancellationToken: cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return SyncOutcome.Complete;
        }
    }
}
