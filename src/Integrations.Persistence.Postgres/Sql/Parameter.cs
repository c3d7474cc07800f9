using Npgsql;
using NpgsqlTypes;

namespace Integrations.Persistence.Postgres;

/// <summary>Positional parameters with their types stated, so that a null has one as well.</summary>
internal static class Parameter
{
    public static NpgsqlParameter Text(string? value) => Of(value, NpgsqlDbType.Text);

    public static NpgsqlParameter BigInt(long? value) => Of(value, NpgsqlDbType.Bigint);

    public static NpgsqlParameter Integer(int? value) => Of(value, NpgsqlDbType.Integer);

    public static NpgsqlParameter Double(double value) => Of(value, NpgsqlDbType.Double);

    public static NpgsqlParameter Boolean(bool value) => Of(value, NpgsqlDbType.Boolean);

    public static NpgsqlParameter Time(DateTimeOffset? value) => Of(value?.ToUniversalTime(), NpgsqlDbType.TimestampTz);

    public static NpgsqlParameter Interval(TimeSpan value) => Of(value, NpgsqlDbType.Interval);

    public static NpgsqlParameter Intervals(TimeSpan[] values) => Of(values, NpgsqlDbType.Array | NpgsqlDbType.Interval);

    public static NpgsqlParameter Guid(Guid value) => Of(value, NpgsqlDbType.Uuid);

    public static NpgsqlParameter Bytea(ReadOnlyMemory<byte>? value) => Of(value, NpgsqlDbType.Bytea);

    public static NpgsqlParameter Json(string? value) => Of(value, NpgsqlDbType.Jsonb);

    public static NpgsqlParameter Texts(string?[] values) => Of(values, NpgsqlDbType.Array | NpgsqlDbType.Text);

    public static NpgsqlParameter BigInts(long[]? values) => Of(values, NpgsqlDbType.Array | NpgsqlDbType.Bigint);

    public static NpgsqlParameter BigIntsOrNull(long[]? values) => Of(values, NpgsqlDbType.Array | NpgsqlDbType.Bigint);

    public static NpgsqlParameter NullableBigInts(long?[] values) => Of(values, NpgsqlDbType.Array | NpgsqlDbType.Bigint);

    public static NpgsqlParameter Integers(int?[] values) => Of(values, NpgsqlDbType.Array | NpgsqlDbType.Integer);

    public static NpgsqlParameter Times(DateTimeOffset?[] values) => Of(values, NpgsqlDbType.Array | NpgsqlDbType.TimestampTz);

    public static NpgsqlParameter Booleans(bool[] values) => Of(values, NpgsqlDbType.Array | NpgsqlDbType.Boolean);

    public static NpgsqlParameter Jsons(ReadOnlyMemory<byte>[] values) => Of(values, NpgsqlDbType.Array | NpgsqlDbType.Jsonb);

    public static NpgsqlParameter NullableJsons(ReadOnlyMemory<byte>?[] values) => Of(values, NpgsqlDbType.Array | NpgsqlDbType.Jsonb);

    public static NpgsqlParameter Bytes(ReadOnlyMemory<byte>[] values) => Of(values, NpgsqlDbType.Array | NpgsqlDbType.Bytea);

    public static NpgsqlParameter Bytes(byte[]?[] values) => Of(values, NpgsqlDbType.Array | NpgsqlDbType.Bytea);

    private static NpgsqlParameter Of(object? value, NpgsqlDbType type) => new() { Value = value ?? DBNull.Value, NpgsqlDbType = type };
}
