using System.Security.Cryptography;
using Integrations.Abstractions;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Integrations.Persistence.Postgres;

/// <summary>
/// Encrypts credentials and webhook tokens anew. The version of a credential stays: it is the same credential, so that what workers keep in memory and what they are about to renew stays right. What was
/// stored by somebody else between reading and writing is not overwritten: the version or the ciphertext is another one then.
/// </summary>
internal sealed class PostgresCredentialRotation(
    PostgresDatabase database, VendorCatalog vendors, CredentialCipher cipher, ICredentialProtector protector, IAccountStore accounts, ILogger<PostgresCredentialRotation> logger) : ICredentialRotation
{
    private const int Portion = 100;

    private const string CredentialsSql =
        """
        select c.api_key, c.api_secret, c.access_token_enc, c.refresh_token_enc, c.key_id, c.expires_at, c.token_version, c.id, a.id, a.status
        from %ACCOUNT% a join $schema$.credentials c on c.id = a.credentials_id
        where a.id > $1 and c.active and (c.key_id is distinct from $2 or a.status = 'credential_unreadable')
        order by a.id limit $3
        """;

    private const string SaveSql =
        """
        update $schema$.credentials set api_key = $4, api_secret = $5, access_token_enc = $6, refresh_token_enc = $7, key_id = $8
        where id = $1 and token_version = $2 and key_id is not distinct from $3
        """;

    private const string TokensSql =
        "select id, vendor, account_id, token_enc, key_id from $schema$.webhook_tokens where id > $1 and key_id <> $2 order by id limit $3";

    private const string SaveTokenSql = "update $schema$.webhook_tokens set token_enc = $4, key_id = $5 where id = $1 and token_enc = $2 and key_id = $3";

    private const string RemainingSql =
        """
        select (select count(*) from $schema$.credentials where key_id <> $1 and num_nonnulls(api_key, api_secret, access_token_enc, refresh_token_enc) > 0)
          + (select count(*) from $schema$.webhook_tokens where key_id <> $1)
        """;

    public async Task<RotationResult> RotateAsync(CancellationToken cancellationToken = default)
    {
        // The key that protects now is the current one; which that is only the host's key store knows.
        string key = protector.Protect("rotation", "rotation").KeyId;
        Tally tally = new();
        foreach (VendorTables vendor in vendors.Vendors)
        {
            long after = 0;
            while (await RunAsync(c => ReadAsync(c, vendor, after, key, cancellationToken), cancellationToken).ConfigureAwait(false) is { Count: > 0 } portion)
            {
                foreach (Stored stored in portion)
                {
                    await RotateAsync(stored, key, tally, cancellationToken).ConfigureAwait(false);
                    after = stored.Account.Id.Value;
                }
            }
        }

        await RotateTokensAsync(key, tally, cancellationToken).ConfigureAwait(false);
        long remaining = await RunAsync(c => c.CountAsync(database.Sql(RemainingSql), [Parameter.Text(key)], cancellationToken), cancellationToken).ConfigureAwait(false);
        RotationResult result = new(key, tally.Encrypted, tally.Unreadable.Count, tally.Revived, remaining);
        AccountLog.Rotated(logger, key, result.Encrypted, result.Unreadable, result.Remaining);
        return result;
    }

    private Task<List<Stored>> ReadAsync(NpgsqlConnection connection, VendorTables vendor, long after, string key, CancellationToken cancellationToken) => connection.ListAsync(
        database.Sql(CredentialsSql.Replace("%ACCOUNT%", vendor.AccountTable, StringComparison.Ordinal)),
        [Parameter.BigInt(after), Parameter.Text(key), Parameter.Integer(Portion)],
        r =>
        {
            AccountRef account = new(vendor.Name, new RowId(r.GetInt64(8)));
            VendorCredential? credential = null;
            try
            {
                credential = cipher.Decrypt(account, r);
            }
            catch (IntegrationCredentialException)
            {
                // Counted, and left for the host that has the key.
            }

            return new Stored(account, credential, r.TextOrNull(4), r.GetInt64(7), AccountStatusText.Parse(r.GetString(9)));
        },
        cancellationToken);

    private async Task RotateAsync(Stored stored, string key, Tally tally, CancellationToken cancellationToken)
    {
        if (stored.Credential is not { } credential)
        {
            tally.Unreadable.Add(stored.Account);
            return;
        }

        if (stored.KeyId != key)
        {
            EncryptedCredential encrypted = cipher.Encrypt(stored.Account, credential);
            tally.Encrypted += await RunAsync(
                c => c.ExecuteAsync(
                    database.Sql(SaveSql),
                    [
                        Parameter.BigInt(stored.Row), Parameter.Integer(credential.Version), Parameter.Text(stored.KeyId), Parameter.Bytea(encrypted.ApiKey), Parameter.Bytea(encrypted.ApiSecret),
                        Parameter.Bytea(encrypted.AccessToken), Parameter.Bytea(encrypted.RefreshToken), Parameter.Text(encrypted.KeyId),
                    ],
                    cancellationToken),
                cancellationToken).ConfigureAwait(false);
        }

        if (stored.Status == AccountStatus.CredentialUnreadable)
        {
            await accounts.SetStatusAsync(stored.Account, AccountStatus.Active, reason: null, cancellationToken).ConfigureAwait(false);
            tally.Revived++;
        }
    }

    private async Task RotateTokensAsync(string key, Tally tally, CancellationToken cancellationToken)
    {
        long after = 0;
        while (await RunAsync(
            c => c.ListAsync(
                database.Sql(TokensSql),
                [Parameter.BigInt(after), Parameter.Text(key), Parameter.Integer(Portion)],
                static r => (Id: r.GetInt64(0), Account: new AccountRef(r.GetString(1), new RowId(r.GetInt64(2))), Secret: new ProtectedSecret(r.GetFieldValue<byte[]>(3), r.GetString(4))),
                cancellationToken),
            cancellationToken).ConfigureAwait(false) is { Count: > 0 } portion)
        {
            foreach ((long id, AccountRef account, ProtectedSecret secret) in portion)
            {
                after = id;
                try
                {
                    string purpose = PostgresWebhookTokenStore.Purpose(account);
                    ProtectedSecret anew = protector.Protect(protector.Unprotect(secret, purpose), purpose);
                    tally.Encrypted += await RunAsync(
                        c => c.ExecuteAsync(
                            database.Sql(SaveTokenSql),
                            [Parameter.BigInt(id), Parameter.Bytea(secret.Ciphertext), Parameter.Text(secret.KeyId), Parameter.Bytea(anew.Ciphertext), Parameter.Text(anew.KeyId)],
                            cancellationToken),
                        cancellationToken).ConfigureAwait(false);
                }
                catch (CryptographicException)
                {
                    tally.Unreadable.Add(account);
                }
            }
        }
    }

    private Task<T> RunAsync<T>(Func<NpgsqlConnection, Task<T>> work, CancellationToken cancellationToken) => PostgresFailures.GuardAsync(database, account: null, stream: null, async () =>
    {
        NpgsqlConnection connection = await database.DataSource.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            return await work(connection).ConfigureAwait(false);
        }
    });

    private sealed record Stored(AccountRef Account, VendorCredential? Credential, string? KeyId, long Row, AccountStatus Status);

    private sealed class Tally
    {
        public long Encrypted { get; set; }

        public long Revived { get; set; }

        public HashSet<AccountRef> Unreadable { get; } = [];
    }
}
