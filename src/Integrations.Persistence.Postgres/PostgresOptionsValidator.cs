using Microsoft.Extensions.Options;

namespace Integrations.Persistence.Postgres;

internal sealed class PostgresOptionsValidator : IValidateOptions<PostgresOptions>
{
    public ValidateOptionsResult Validate(string? name, PostgresOptions options)
    {
        List<string> failures = [];
        if (SchemaName.Problem(options.Schema) is { } problem)
        {
            failures.Add(problem);
        }

        if (options.MigrationTimeout < TimeSpan.FromSeconds(1))
        {
            failures.Add($"{nameof(PostgresOptions)}.{nameof(PostgresOptions.MigrationTimeout)} must be at least 1 second.");
        }

        if (options.EraseChunkSize < 1)
        {
            failures.Add($"{nameof(PostgresOptions)}.{nameof(PostgresOptions.EraseChunkSize)} must be at least 1.");
        }

        if (options.FinishedWorkRetention < TimeSpan.Zero)
        {
            failures.Add($"{nameof(PostgresOptions)}.{nameof(PostgresOptions.FinishedWorkRetention)} must not be negative.");
        }

        if (options.StagingRetention < TimeSpan.Zero)
        {
            failures.Add($"{nameof(PostgresOptions)}.{nameof(PostgresOptions.StagingRetention)} must not be negative.");
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
