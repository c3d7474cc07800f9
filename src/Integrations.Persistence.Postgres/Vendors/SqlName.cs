using Integrations.Abstractions;

namespace Integrations.Persistence.Postgres;

/// <summary>Names of tables and columns that vendor packages describe: validated once, then quoted wherever they enter SQL.</summary>
internal static class SqlName
{
    /// <summary>The quoted name.</summary>
    /// <exception cref="IntegrationConfigurationException">It is not a lower-case identifier of at most 63 characters.</exception>
    public static string Quote(string name)
    {
        bool valid = name.Length is > 0 and <= 63
            && name[0] is (>= 'a' and <= 'z') or '_'
            && name.All(static c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '_');
        return valid
            ? $"\"{name}\""
            : throw new IntegrationConfigurationException($"'{name}' is not a lower-case SQL identifier of at most 63 characters. Correct the table or column name in the vendor's description.");
    }

    /// <summary>A text constant.</summary>
    public static string Literal(string value) => $"'{value.Replace("'", "''", StringComparison.Ordinal)}'";
}
