using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Threading.Channels;
using Integrations.Abstractions;
using Integrations.AspNetCore;
using Integrations.Engine;
using Integrations.Fub;
using Integrations.Persistence.Postgres;
using Integrations.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using NpgsqlTypes;

namespace Integrations.Benchmarks;

/// <summary>
/// Signed deliveries for 16 accounts over HTTP, 64 in flight, against Kestrel and a durable PostgreSQL: as many as go, and then so many a second. The baseline writes the same rows one by one, prepared, each with a commit of its own and
/// each of the 64 on a connection of its own: what an endpoint without group commit could do at best, without HTTP.
/// </summary>
internal static class WebhookFlow
{
    private const int InFlight = 64;

    /// <summary>Deliveries a second at which the latency of a load that is wanted is measured, beside that of the most that goes.</summary>
    private const int TargetRate = 3_000;
    private const int Accounts = 16;
    private const string Key = "synthetic-system-key-bench";

    public static async Task<WebhookFigures> MeasureAsync(ThrowawayPostgres server, bool isQuick, CancellationToken cancellationToken)
    {
        int deliveries = isQuick ? 9_600 : 32_000;
        int rounds = isQuick ? 3 : 7;
        await using ThrowawayDatabase database = await server.CreateDatabaseAsync("webhooks", cancellationToken: cancellationToken);
        string connectionString = new NpgsqlConnectionStringBuilder(database.ConnectionString) { MaxPoolSize = InFlight + 8 }.ConnectionString;
        await using NpgsqlDataSource data = NpgsqlDataSource.Create(connectionString);
        await using WebApplication app = await StartAsync(connectionString, cancellationToken);
        List<string> paths = await ConnectAsync(app.Services, cancellationToken);
        var target = IPEndPoint.Parse(new Uri(app.Urls.Single()).Authority);
        List<double> rates = [];
        List<double> tails = [];
        List<double> targetTails = [];
        List<double> ratios = [];

        // The first round warms both up and is not kept.
        for (int round = 0; round <= rounds; round++)
        {
            await ClearAsync(data, cancellationToken);
            byte[][] requests = Requests(paths, deliveries);
            (double rate, double p99) = await PostAsync(target, requests, perSecond: null, cancellationToken);
            await RequireStoredAsync(data, deliveries, cancellationToken);
            await ClearAsync(data, cancellationToken);
            (double offered, double targetP99) = await PostAsync(target, Requests(paths, deliveries), TargetRate, cancellationToken);
            await RequireStoredAsync(data, deliveries, cancellationToken);
            await ClearAsync(data, cancellationToken);
            double bare = await InsertBareAsync(data, deliveries, cancellationToken);
            if (round > 0)
            {
                rates.Add(rate);
                tails.Add(p99);
                targetTails.Add(targetP99);
                ratios.Add(rate / bare);
                FlowContext.Say(string.Create(CultureInfo.InvariantCulture, $"webhooks: {rate:#,0}/s, p99 {p99:0.0} ms; at {offered:#,0}/s p99 {targetP99:0.0} ms; bare inserts {bare:#,0}/s, ratio {rate / bare:0.00}"));
            }
        }

        await app.StopAsync(cancellationToken);
        return new WebhookFigures(
            Math.Round(Statistics.Median(rates)), Math.Round(Statistics.Median(tails), 1), Math.Round(Statistics.Median(targetTails), 1), Math.Round(Statistics.Median(ratios), 2));
    }

    private static async Task<WebApplication> StartAsync(string connectionString, CancellationToken cancellationToken)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddIntegrations().UsePostgres(connectionString).AddWebhookEndpoint(static o => (o.DeliveriesPerSecond, o.DeliveryBurst) = (100_000, 100_000));
        builder.Services.AddFubIntegration(static o => (o.SystemName, o.SystemKey) = ("Integrations-Benchmarks", Key));
        WebApplication app = builder.Build();
        app.MapIntegrationWebhooks();
        await app.Services.GetRequiredService<PostgresMigrator>().MigrateAsync(cancellationToken);
        await app.StartAsync(cancellationToken);
        return app;
    }

    private static async Task<List<string>> ConnectAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        List<string> paths = [];
        for (int i = 0; i < Accounts; i++)
        {
            var registration = new AccountRegistration
            {
                Vendor = FubDefaults.Vendor,
                Credential = new VendorCredential { ApiKey = "fka_synthetic_bench" },
                Identity = new VendorIdentity { AccountId = string.Create(CultureInfo.InvariantCulture, $"17{i:00000000}"), UserId = "1" },
            };
            AccountInfo account = await services.GetRequiredService<IAccountStore>().ConnectAsync(registration, cancellationToken);
            paths.Add($"/webhooks/{FubDefaults.Vendor}/{await services.GetRequiredService<IWebhookTokenStore>().GetAsync(account.Ref, cancellationToken)}");
        }

        return paths;
    }

    private static async Task ClearAsync(NpgsqlDataSource data, CancellationToken cancellationToken)
    {
        await using NpgsqlCommand truncate = data.CreateCommand("truncate integrations.webhook_inbox; checkpoint");
        await truncate.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task RequireStoredAsync(NpgsqlDataSource data, int deliveries, CancellationToken cancellationToken)
    {
        await using NpgsqlCommand count = data.CreateCommand("select count(*) from integrations.webhook_inbox");
        if ((long)(await count.ExecuteScalarAsync(cancellationToken))! != deliveries)
        {
            throw new InvalidOperationException("Not every delivery that was answered 2xx is stored.");
        }
    }

    private static string Body(int i) =>
        $$"""{"eventId":"{{Guid.NewGuid()}}","eventCreated":"2026-01-15T16:20:30+00:00","event":"peopleUpdated","resourceIds":[{{i.ToString(CultureInfo.InvariantCulture)}}],"uri":"https://api.followupboss.com/v1/people?id={{i.ToString(CultureInfo.InvariantCulture)}}"}""";

    /// <summary>Signed and written out before the clock starts: the load generator shares the machine.</summary>
    private static byte[][] Requests(List<string> paths, int count)
    {
        byte[][] requests = new byte[count][];
        for (int i = 0; i < count; i++)
        {
            byte[] body = Encoding.UTF8.GetBytes(Body(i + 1));
            string signature = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Key), Encoding.ASCII.GetBytes(Convert.ToBase64String(body))));
            string head = string.Create(
                CultureInfo.InvariantCulture,
                $"POST {paths[i % paths.Count]} HTTP/1.1\r\nHost: hooks.example.com\r\nContent-Type: application/json\r\nUser-Agent: Synthetic/1\r\nFUB-Signature: {signature}\r\nContent-Length: {body.Length}\r\n\r\n");
            requests[i] = [.. Encoding.ASCII.GetBytes(head), .. body];
        }

        return requests;
    }

    /// <summary>
    /// Sends all of them over 64 connections: each as soon as one is free, or at its own time. In the second case the time to the answer counts from that moment and not from when a connection was
    /// free, so that an answer that is late is not hidden by what had to wait behind it.
    /// </summary>
    private static async Task<(double Rate, double P99)> PostAsync(IPEndPoint target, byte[][] requests, int? perSecond, CancellationToken cancellationToken)
    {
        double[] times = new double[requests.Length];
        Channel<(int Index, long Due)> due = Channel.CreateUnbounded<(int, long)>();
        using SemaphoreSlim ready = new(0);
        TaskCompletionSource go = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Task[] senders = [.. Enumerable.Range(0, InFlight).Select(_ => SendAsync())];
        for (int i = 0; i < InFlight; i++)
        {
            await ready.WaitAsync(cancellationToken);
        }

        long started = Stopwatch.GetTimestamp();
        go.SetResult();
        for (int i = 0; i < requests.Length; i++)
        {
            long at = perSecond is { } rate ? started + (long)(i * (double)Stopwatch.Frequency / rate) : 0;
            while (Stopwatch.GetTimestamp() < at)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, cancellationToken);
            }

            due.Writer.TryWrite((i, at));
        }

        due.Writer.Complete();
        await Task.WhenAll(senders);
        double seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        Array.Sort(times);
        return (requests.Length / seconds, Statistics.Percentile(times, 0.99));

        async Task SendAsync()
        {
            using Socket socket = new(target.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(target, cancellationToken);
            ready.Release();
            await go.Task;
            byte[] answer = new byte[1024];
            while (await due.Reader.WaitToReadAsync(cancellationToken))
            {
                while (due.Reader.TryRead(out (int Index, long Due) next))
                {
                    long from = perSecond is null ? Stopwatch.GetTimestamp() : next.Due;
                    await socket.SendAsync(requests[next.Index], cancellationToken);
                    await ReadAsync(socket, answer, cancellationToken);
                    times[next.Index] = Stopwatch.GetElapsedTime(from).TotalMilliseconds;
                }
            }
        }
    }

    /// <summary>One answer, which has no body.</summary>
    private static async Task ReadAsync(Socket socket, byte[] answer, CancellationToken cancellationToken)
    {
        int read = 0;
        while (read == 0 || !answer.AsSpan(0, read).EndsWith("\r\n\r\n"u8))
        {
            int more = await socket.ReceiveAsync(answer.AsMemory(read), cancellationToken);
            read += more;
            if (more == 0 || (read >= 12 && !answer.AsSpan(0, 12).SequenceEqual("HTTP/1.1 200"u8)))
            {
                throw new InvalidOperationException($"The endpoint answered '{Encoding.ASCII.GetString(answer, 0, Math.Min(read, 40))}'.");
            }
        }
    }

    private static async Task<double> InsertBareAsync(NpgsqlDataSource data, int count, CancellationToken cancellationToken)
    {
        const string Insert =
            """
            insert into integrations.webhook_inbox (vendor, account_id, event_name, event_id, event_created_at, entity_type, object_ids, headers, raw, body_sha256, signature_valid, dedupe_key)
            values ('fub', $1, 'peopleUpdated', $2, now(), 'people', $3, '{"Content-Type": "application/json", "User-Agent": "Synthetic/1"}', $4, $5, true, $6)
            on conflict (vendor, account_id, dedupe_key) do nothing
            """;
        string[] bodies = [.. Enumerable.Range(1, count).Select(Body)];
        int next = -1;
        await using NpgsqlCommand accounts = data.CreateCommand("select array_agg(id) from integrations.fub_accounts");
        long[] ids = (long[])(await accounts.ExecuteScalarAsync(cancellationToken))!;
        List<NpgsqlConnection> connections = [];
        List<NpgsqlCommand> commands = [];
        for (int i = 0; i < InFlight; i++)
        {
            NpgsqlConnection connection = await data.OpenConnectionAsync(cancellationToken);
            NpgsqlCommand command = new(Insert, connection);
            foreach (NpgsqlDbType type in new[] { NpgsqlDbType.Bigint, NpgsqlDbType.Text, NpgsqlDbType.Array | NpgsqlDbType.Text, NpgsqlDbType.Jsonb, NpgsqlDbType.Bytea, NpgsqlDbType.Bytea })
            {
                command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = type });
            }

            await command.PrepareAsync(cancellationToken);
            connections.Add(connection);
            commands.Add(command);
        }

        long started = Stopwatch.GetTimestamp();
        await Task.WhenAll(commands.Select(InsertAsync));
        double rate = count / Stopwatch.GetElapsedTime(started).TotalSeconds;
        foreach ((NpgsqlCommand command, NpgsqlConnection connection) in commands.Zip(connections))
        {
            await command.DisposeAsync();
            await connection.DisposeAsync();
        }

        return rate;

        async Task InsertAsync(NpgsqlCommand command)
        {
            for (int i = Interlocked.Increment(ref next); i < count; i = Interlocked.Increment(ref next))
            {
                byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(bodies[i]));
                command.Parameters[0].Value = ids[i % ids.Length];
                command.Parameters[1].Value = bodies[i][12..48];
                command.Parameters[2].Value = new[] { i.ToString(CultureInfo.InvariantCulture) };
                command.Parameters[3].Value = bodies[i];
                command.Parameters[4].Value = hash;
                command.Parameters[5].Value = hash;
                await command.ExecuteNonQueryAsync(cancellationToken);
            }
        }
    }
}
