using Integrations.Abstractions;
using Npgsql;

namespace Integrations.Persistence.Postgres;

/// <summary>Reads the columns of <see cref="VendorTables.AccountColumns"/> of an active account.</summary>
internal static class AccountRow
{
    public static AccountInfo Read(NpgsqlDataReader reader, int first) => new()
    {
        Ref = new AccountRef(reader.GetString(first), new RowId(reader.GetInt64(first + 1))),
        VendorAccountId = reader.TextOrNull(first + 2),
        HostName = reader.TextOrNull(first + 3),
        TimeZone = reader.TextOrNull(first + 4),
        CredentialsId = reader.LongOrNull(first + 5) is { } credentials ? new RowId(credentials) : null,
        UserId = reader.LongOrNull(first + 6),
        TeamId = reader.LongOrNull(first + 7),
        Status = AccountStatus.Active,
    };
}
