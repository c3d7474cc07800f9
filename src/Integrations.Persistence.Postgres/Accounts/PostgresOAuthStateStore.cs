using Integrations.Abstractions;
using Npgsql;

namespace Integrations.Persistence.Postgres;

/// <summary>Sign-ins that were begun. What ended more than a day ago is removed when another begins, so the table stays small without a job of its own.</summary>
internal sealed class PostgresOAuthStateStore(PostgresDatabase database, ICredentialProtector protector, TimeProvider time) : IOAuthStateStore
{
    private const string AddSql = """
        with removed as (delete from $schema$.oauth_states where expires_at < $2 - interval '1 day')
        insert into $schema$.oauth_states (id, created_at, vendor, secret_hash, tenant_id, user_id, team_id, redirect_uri, expires_at, code_verifier_enc, key_id)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
        """;

    private const string FindSql = "select vendor, secret_hash, tenant_id, user_id, team_id, redirect_uri, expires_at, used_at, code_verifier_enc, key_id from $schema$.oauth_states where id = $1";

    private const string UseSql = "update $schema$.oauth_states set used_at = $2 where id = $1 and used_at is null";

    public Task AddAsync(OAuthState state, CancellationToken cancellationToken = default)
    {
        ProtectedSecret? verifier = state.CodeVerifier is { } secret ? protector.Protect(secret, Purpose(state.Key)) : null;
        return RunAsync(
            connection => connection.ExecuteAsync(
                database.Sql(AddSql),
                [
                    Parameter.Guid(state.Key), Parameter.Time(time.GetUtcNow()), Parameter.Text(state.Vendor), Parameter.Bytea(state.SecretHash), Parameter.Guid(state.Owner.TenantId),
                    Parameter.BigInt(state.Owner.UserId), Parameter.BigInt(state.Owner.TeamId), Parameter.Text(state.RedirectUri.OriginalString), Parameter.Time(state.ExpiresAt),
                    Parameter.Bytea(verifier?.Ciphertext), Parameter.Text(verifier?.KeyId),
                ],
                cancellationToken),
            cancellationToken);
    }

    public async Task<OAuthState?> FindAsync(Guid key, CancellationToken cancellationToken = default)
    {
        List<OAuthState> found = await RunAsync(
            connection => connection.ListAsync(database.Sql(FindSql), [Parameter.Guid(key)], r => Read(key, r), cancellationToken), cancellationToken).ConfigureAwait(false);
        return found.Count == 0 ? null : found[0];
    }

    public async Task<bool> TryUseAsync(Guid key, CancellationToken cancellationToken = default) => await RunAsync(
        connection => connection.ExecuteAsync(database.Sql(UseSql), [Parameter.Guid(key), Parameter.Time(time.GetUtcNow())], cancellationToken), cancellationToken).ConfigureAwait(false) == 1;

    private static string Purpose(Guid key) => $"oauth_state/{key}/code_verifier";

    private OAuthState Read(Guid key, NpgsqlDataReader reader) => new()
    {
        Key = key,
        Vendor = reader.GetString(0),
        SecretHash = reader.GetFieldValue<byte[]>(1),
        Owner = new ConnectOptions { TenantId = reader.GetGuid(2), UserId = reader.LongOrNull(3), TeamId = reader.LongOrNull(4) },
        RedirectUri = new Uri(reader.GetString(5)),
        ExpiresAt = reader.GetFieldValue<DateTimeOffset>(6),
        UsedAt = reader.TimeOrNull(7),
        CodeVerifier = reader.IsDBNull(8) ? null : protector.Unprotect(new ProtectedSecret(reader.GetFieldValue<byte[]>(8), reader.GetString(9)), Purpose(key)),
    };

    private Task<T> RunAsync<T>(Func<NpgsqlConnection, Task<T>> work, CancellationToken cancellationToken) => PostgresFailures.GuardAsync(database, account: null, stream: null, async () =>
    {
        NpgsqlConnection connection = await database.DataSource.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            return await work(connection).ConfigureAwait(false);
        }
    });
}
