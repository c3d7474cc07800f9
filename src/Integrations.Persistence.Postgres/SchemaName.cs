using Integrations.Abstractions;

namespace Integrations.Persistence.Postgres;

/// <summary>The schema of the library's tables: validated, then quoted wherever it enters SQL.</summary>
internal sealed class SchemaName
{
    /// <summary>Stands for the quoted schema in every SQL text of this package.</summary>
    public const string Placeholder = "$schema$";

    public SchemaName(string name)
    {
        if (Problem(name) is { } problem)
        {
            throw new IntegrationConfigurationException(problem);
        }

        Name = name;
        Quoted = $"\"{name}\"";
    }

    /// <summary>The name as it stands in <c>information_schema</c>.</summary>
    public string Name { get; }

    /// <summary>The name as it stands in SQL.</summary>
    public string Quoted { get; }

    /// <summary>Puts the schema into an SQL text.</summary>
    public string Sql(string template) => template.Replace(Placeholder, Quoted, StringComparison.Ordinal);

    /// <summary>Why a name cannot be a schema. Null when it can.</summary>
    public static string? Problem(string? name)
    {
        bool valid = name is { Length: > 0 and <= 63 }
            && name[0] is (>= 'a' and <= 'z') or '_'
            && name.All(static c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '_')
            && !name.StartsWith("pg_", StringComparison.Ordinal);
        return valid
            ? null
            : $"{nameof(PostgresOptions)}.{nameof(PostgresOptions.Schema)} must be a lower-case identifier: a letter or underscore, then letters, digits or underscores, at most 63 "
                + "characters, not starting with pg_.";
    }
}
