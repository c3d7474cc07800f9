namespace Integrations.Abstractions;

/// <summary>Column types that an <see cref="EntityTable"/> may have, each with one PostgreSQL type.</summary>
public enum ColumnType
{
    /// <summary><c>text</c>.</summary>
    Text,

    /// <summary><c>bigint</c>.</summary>
    BigInt,

    /// <summary><c>integer</c>.</summary>
    Integer,

    /// <summary><c>boolean</c>.</summary>
    Boolean,

    /// <summary><c>numeric</c>.</summary>
    Numeric,

    /// <summary><c>timestamptz</c>, written in UTC.</summary>
    Timestamp,

    /// <summary><c>date</c>.</summary>
    Date,

    /// <summary><c>jsonb</c>.</summary>
    Json,

    /// <summary><c>text[]</c>.</summary>
    TextArray,

    /// <summary><c>bigint[]</c>.</summary>
    BigIntArray,
}
