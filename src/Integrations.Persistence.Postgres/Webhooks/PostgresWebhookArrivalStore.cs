using System.Text.Json;
using System.Threading.Channels;
using Integrations.Abstractions;
using Npgsql;

namespace Integrations.Persistence.Postgres;

/// <summary>
/// Stores deliveries by group commit: what arrives while one insert is being committed goes into the next, so that a flood costs one commit for many and a single delivery waits for
/// nobody.
/// </summary>
internal sealed class PostgresWebhookArrivalStore(PostgresDatabase database, WorkNotices notices) : IWebhookArrivalStore
{
    /// <summary>Inserts under way at once: one is being committed while the next is written.</summary>
    private const int Writers = 2;

    /// <summary>Deliveries of one insert.</summary>
    private const int MaxBatch = 128;

    /// <summary>Deliveries that may wait. At the speed of a slow disk that is some seconds, well within the patience of vendors.</summary>
    private const int MaxWaiting = 4_096;

    /// <summary>Between the ids of one delivery: arrays of different lengths do not make an array. It stands in no id, and an id that holds it is left out.</summary>
    private const char Separator = '\u001f';

    // Two inserts that hold the same deliveries wait for each other's rows: in one order, so that neither waits for ever.
    private const string InsertSql =
        """
        insert into $schema$.webhook_inbox (vendor, account_id, received_at, event_name, event_id, event_created_at, entity_type, object_ids, is_delete, headers, raw, body_sha256,
          signature_valid, dedupe_key, next_attempt_at)
        select r.vendor, r.account_id, r.received_at, r.event_name, r.event_id, r.event_created_at, r.entity_type, string_to_array(r.object_ids, e'\x1f'), r.is_delete, r.headers, r.raw,
          r.body_sha256, r.signature_valid, r.dedupe_key, r.received_at
        from unnest($1::text[], $2::bigint[], $3::timestamptz[], $4::text[], $5::text[], $6::timestamptz[], $7::text[], $8::text[], $9::boolean[], $10::jsonb[], $11::jsonb[], $12::bytea[],
            $13::boolean[], $14::bytea[])
          as r(vendor, account_id, received_at, event_name, event_id, event_created_at, entity_type, object_ids, is_delete, headers, raw, body_sha256, signature_valid, dedupe_key)
        order by r.vendor, r.account_id, r.dedupe_key
        on conflict (vendor, account_id, dedupe_key) do nothing
        returning vendor, account_id, dedupe_key
        """;

    private readonly string _insert = database.Sql(InsertSql);
    private readonly Channel<WaitingArrival> _waiting = Channel.CreateBounded<WaitingArrival>(new BoundedChannelOptions(MaxWaiting));
    private int _writers;

    public async Task<WebhookReceipt> StoreAsync(WebhookArrival arrival, CancellationToken cancellationToken = default)
    {
        WaitingArrival waiting = new(arrival);
        if (!_waiting.Writer.TryWrite(waiting))
        {
            throw new IntegrationUnavailableException(
                $"{arrival.Account}: {MaxWaiting.ToString(System.Globalization.CultureInfo.InvariantCulture)} webhooks wait for PostgreSQL; this one was not taken. If it stays so, look at the server.",
                new ErrorContext { Account = arrival.Account, Vendor = arrival.Account.Vendor, Operation = "store webhook" });
        }

        if (TryEnter())
        {
            _ = Task.Run(DrainAsync, CancellationToken.None);
        }

        return await waiting.Done.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    private bool TryEnter()
    {
        for (int running = Volatile.Read(ref _writers); running < Writers;)
        {
            int seen = Interlocked.CompareExchange(ref _writers, running + 1, running);
            if (seen == running)
            {
                return true;
            }

            running = seen;
        }

        return false;
    }

    /// <summary>Writes until nothing waits. It never fails: every delivery that it took is told what became of it.</summary>
    private async Task DrainAsync()
    {
        List<WaitingArrival> batch = new(MaxBatch);
        do
        {
            while (TryTake(batch))
            {
                await WriteAsync(batch).ConfigureAwait(false);
            }

            // What arrived between the last look and this line found the writers running and started none.
            Interlocked.Decrement(ref _writers);
        }
        while (_waiting.Reader.Count > 0 && TryEnter());
    }

    private bool TryTake(List<WaitingArrival> batch)
    {
        batch.Clear();
        while (batch.Count < MaxBatch && _waiting.Reader.TryRead(out WaitingArrival? next))
        {
            batch.Add(next);
        }

        return batch.Count > 0;
    }

    private async Task WriteAsync(List<WaitingArrival> batch)
    {
        try
        {
            await InsertAsync(batch).ConfigureAwait(false);
        }
        catch (Exception e) when (PostgresFailures.IsRefusedRecord(e) || PostgresFailures.StateOf(e) == PostgresErrorCodes.ForeignKeyViolation)
        {
            if (batch.Count == 1)
            {
                batch[0].Settle(PostgresFailures.StateOf(e) == PostgresErrorCodes.ForeignKeyViolation ? WebhookReceipt.AccountGone : WebhookReceipt.Refused);
                return;
            }

            // One of them is refused: each by itself, so that it fails alone.
            foreach (WaitingArrival waiting in batch)
            {
                await WriteAsync([waiting]).ConfigureAwait(false);
            }
        }
#pragma warning disable CA1031 // Whatever it is, those who wait are told, and the writer lives on.
        catch (Exception e)
#pragma warning restore CA1031
        {
            foreach (WaitingArrival waiting in batch)
            {
                waiting.Fail(e);
            }
        }
    }

    /// <summary>One statement, one commit. A connection that was broken while it lay in the pool costs a second try: what the first may have stored is then a duplicate.</summary>
    private async Task InsertAsync(List<WaitingArrival> batch)
    {
        try
        {
            await InsertOnceAsync(batch).ConfigureAwait(false);
        }
        catch (Exception e) when (PostgresFailures.IsAway(e))
        {
            await PostgresFailures.GuardAsync(database, account: null, stream: null, async () =>
            {
                await InsertOnceAsync(batch).ConfigureAwait(false);
                return true;
            }).ConfigureAwait(false);
        }
    }

    private async Task InsertOnceAsync(List<WaitingArrival> batch)
    {
        HashSet<(string Vendor, long Account, string Key)> stored;
        NpgsqlConnection connection = await database.DataSource.OpenConnectionAsync().ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            stored = (await connection.ListAsync(
                _insert, Parameters(batch), static r => (r.GetString(0), r.GetInt64(1), Convert.ToHexString(r.GetFieldValue<byte[]>(2))), CancellationToken.None).ConfigureAwait(false)).ToHashSet();
        }

        if (stored.Count > 0)
        {
            notices.Announce(WorkNotices.Webhooks);
        }

        // Of equals in one insert the first is the one that was stored.
        foreach (WaitingArrival waiting in batch)
        {
            AccountRef account = waiting.Arrival.Account;
            waiting.Settle(stored.Remove((account.Vendor, account.Id.Value, Convert.ToHexString(waiting.DedupeKey))) ? WebhookReceipt.Stored : WebhookReceipt.Duplicate);
        }
    }

    private static NpgsqlParameter[] Parameters(List<WaitingArrival> batch)
    {
        WebhookArrival[] arrivals = [.. batch.Select(static w => w.Arrival)];
        return
        [
            Parameter.Texts([.. arrivals.Select(static a => a.Account.Vendor)]),
            Parameter.BigInts([.. arrivals.Select(static a => a.Account.Id.Value)]),
            Parameter.Times([.. arrivals.Select(static a => (DateTimeOffset?)a.ReceivedAt.ToUniversalTime())]),
            Parameter.Texts([.. arrivals.Select(static a => Clean(a.Event?.Name))]),
            Parameter.Texts([.. arrivals.Select(static a => Clean(a.Event?.EventId))]),
            Parameter.Times([.. arrivals.Select(static a => a.Event?.CreatedAt?.ToUniversalTime())]),
            Parameter.Texts([.. arrivals.Select(static a => a.Event?.Stream?.Entity)]),
            Parameter.Texts([.. arrivals.Select(Ids)]),
            Parameter.Booleans([.. arrivals.Select(static a => a.Event?.IsDelete ?? false)]),
            Parameter.Jsons([.. arrivals.Select(Headers)]),
            Parameter.Jsons([.. arrivals.Select(static a => JsonSanitizer.NeedsSanitizing(a.Body.Span) ? JsonSanitizer.Sanitize(a.Body.Span) : a.Body)]),
            Parameter.Bytes([.. batch.Select(static w => (ReadOnlyMemory<byte>)w.BodyHash)]),
            Parameter.Booleans([.. arrivals.Select(static a => a.IsSigned)]),
            Parameter.Bytes([.. batch.Select(static w => (ReadOnlyMemory<byte>)w.DedupeKey)]),
        ];
    }

    private static string? Clean(string? text) => text is null ? null : PostgresText.Clean(text);

    private static string Ids(WebhookArrival arrival) =>
        arrival.Event is { } read ? string.Join(Separator, read.Ids.Select(static i => i.Value).Where(static i => !i.Contains(Separator, StringComparison.Ordinal)).Select(PostgresText.Clean)) : "";

    private static ReadOnlyMemory<byte> Headers(WebhookArrival arrival)
    {
        if (arrival.Headers.Count == 0)
        {
            return "{}"u8.ToArray();
        }

        using MemoryStream buffer = new();
        using (Utf8JsonWriter json = new(buffer))
        {
            json.WriteStartObject();
            foreach ((string name, string value) in arrival.Headers)
            {
                json.WriteString(PostgresText.Clean(name), PostgresText.Clean(value));
            }

            json.WriteEndObject();
        }

        return buffer.ToArray();
    }
}
