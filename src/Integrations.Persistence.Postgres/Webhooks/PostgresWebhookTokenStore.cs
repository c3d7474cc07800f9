using System.Security.Cryptography;
using Integrations.Abstractions;
using Npgsql;

namespace Integrations.Persistence.Postgres;

/// <summary>Tokens of callback addresses in <c>webhook_tokens</c>: one current token for an account, and the replaced ones.</summary>
internal sealed class PostgresWebhookTokenStore(PostgresDatabase database, VendorCatalog vendors, ICredentialProtector protector, TimeProvider time) : IWebhookTokenStore
{
    private const string FindSql =
        "select account_id, retires_at from $schema$.webhook_tokens where token_hash = $1 and vendor = $2 and (retires_at is null or retires_at > $3)";

    private const string CurrentSql = "select token_enc, key_id from $schema$.webhook_tokens where vendor = $1 and account_id = $2 and retires_at is null";

    // The account's row is locked in share, so that an erasure that runs at the same time leaves no token behind.
    private const string AddSql =
        """
        insert into $schema$.webhook_tokens (created_at, vendor, account_id, token_hash, token_enc, key_id)
        select $1, $2, a.id, $4, $5, $6 from (select id from %ACCOUNT% where id = $3 for key share) a
        on conflict (vendor, account_id) where retires_at is null do nothing
        """;

    private const string RetireSql = "update $schema$.webhook_tokens set retires_at = $3 where vendor = $1 and account_id = $2 and retires_at is null";

    // A rotation without overlap also ends the overlap of the one before.
    private const string EndOverlapSql = "update $schema$.webhook_tokens set retires_at = $3 where vendor = $1 and account_id = $2 and retires_at > $3";

    private const string ListSql = "select token_hash, retires_at from $schema$.webhook_tokens where vendor = $1 and account_id = $2 order by id";

    private readonly string _find = database.Sql(FindSql);

    public Task<WebhookToken?> FindAsync(string vendor, ReadOnlyMemory<byte> hash, CancellationToken cancellationToken = default) => RunAsync(null, async connection =>
    {
        List<WebhookToken> found = await connection.ListAsync(
            _find,
            [Parameter.Bytea(hash), Parameter.Text(vendor), Parameter.Time(time.GetUtcNow())],
            r => new WebhookToken(new AccountRef(vendor, new RowId(r.GetInt64(0))), hash, r.TimeOrNull(1)),
            cancellationToken).ConfigureAwait(false);
        return found.Count == 0 ? null : found[0];
    }, cancellationToken);

    public Task<string> GetAsync(AccountRef account, CancellationToken cancellationToken = default) =>
        RunAsync(account, connection => GetAsync(connection, account, cancellationToken), cancellationToken);

    public Task<string> RotateAsync(AccountRef account, TimeSpan overlap, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(overlap, TimeSpan.Zero);
        return RunAsync(account, async connection =>
        {
            NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
            await using (transaction.ConfigureAwait(false))
            {
                DateTimeOffset now = time.GetUtcNow();
                NpgsqlParameter[] Retiring(DateTimeOffset at) => [.. Key(account), Parameter.Time(at)];
                await connection.ExecuteAsync(database.Sql(RetireSql), Retiring(now + overlap), cancellationToken).ConfigureAwait(false);
                if (overlap == TimeSpan.Zero)
                {
                    await connection.ExecuteAsync(database.Sql(EndOverlapSql), Retiring(now), cancellationToken).ConfigureAwait(false);
                }

                string token = await GetAsync(connection, account, cancellationToken).ConfigureAwait(false);
                await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
                return token;
            }
        }, cancellationToken);
    }

    public Task<IReadOnlyList<WebhookToken>> ListAsync(AccountRef account, CancellationToken cancellationToken = default) => RunAsync<IReadOnlyList<WebhookToken>>(
        account,
        async connection => await connection.ListAsync(
            database.Sql(ListSql), Key(account), r => new WebhookToken(account, r.GetFieldValue<byte[]>(0), r.TimeOrNull(1)), cancellationToken).ConfigureAwait(false),
        cancellationToken);

    private static NpgsqlParameter[] Key(AccountRef account) => [Parameter.Text(account.Vendor), Parameter.BigInt(account.Id.Value)];

    /// <summary>What a token is encrypted for: it does not decrypt in another account's row.</summary>
    public static string Purpose(AccountRef account) => $"{account}/webhook_token";

    private async Task<string> GetAsync(NpgsqlConnection connection, AccountRef account, CancellationToken cancellationToken)
    {
        if (await CurrentAsync(connection, account, cancellationToken).ConfigureAwait(false) is { } current)
        {
            return current;
        }

        string token = WebhookTokens.Create();
        ProtectedSecret encrypted = protector.Protect(token, Purpose(account));
        int added = await connection.ExecuteAsync(
            database.Sql(AddSql).Replace("%ACCOUNT%", vendors.Vendor(account.Vendor).AccountTable, StringComparison.Ordinal),
            [
                Parameter.Time(time.GetUtcNow()), .. Key(account), Parameter.Bytea(WebhookTokens.Hash(token)), Parameter.Bytea(encrypted.Ciphertext), Parameter.Text(encrypted.KeyId),
            ],
            cancellationToken).ConfigureAwait(false);

        // None was added: another process was first, or there is no such account.
        return added == 1
            ? token
            : await CurrentAsync(connection, account, cancellationToken).ConfigureAwait(false)
                ?? throw new IntegrationConfigurationException($"{account}: there is no such account. Connect it first.", new ErrorContext { Vendor = account.Vendor, Account = account });
    }

    private async Task<string?> CurrentAsync(NpgsqlConnection connection, AccountRef account, CancellationToken cancellationToken)
    {
        List<ProtectedSecret> found = await connection.ListAsync(
            database.Sql(CurrentSql), Key(account), static r => new ProtectedSecret(r.GetFieldValue<byte[]>(0), r.GetString(1)), cancellationToken).ConfigureAwait(false);
        if (found.Count == 0)
        {
            return null;
        }

        try
        {
            return protector.Unprotect(found[0], Purpose(account));
        }
        catch (CryptographicException e)
        {
            throw new IntegrationCredentialException(
                $"{account}: the stored webhook token cannot be decrypted by this host; it was encrypted with key {found[0].KeyId}. Deliveries are still taken. Give this host the Data "
                    + "Protection keys (and application name) of the host that made the token, or rotate the token.",
                new ErrorContext { Vendor = account.Vendor, Account = account, Operation = "read webhook token" },
                e);
        }
    }

    private Task<T> RunAsync<T>(AccountRef? account, Func<NpgsqlConnection, Task<T>> work, CancellationToken cancellationToken) => PostgresFailures.GuardAsync(database, account, null, async () =>
    {
        NpgsqlConnection connection = await database.DataSource.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            return await work(connection).ConfigureAwait(false);
        }
    });
}
