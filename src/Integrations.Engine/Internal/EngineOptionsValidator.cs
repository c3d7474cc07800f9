using Microsoft.Extensions.Options;

namespace Integrations.Engine;

internal sealed class EngineOptionsValidator : IValidateOptions<EngineOptions>
{
    public ValidateOptionsResult Validate(string? name, EngineOptions options)
    {
        List<string> failures = [];
        AtLeastOne(options.MaxRowsPerCommit, nameof(EngineOptions.MaxRowsPerCommit));
        AtLeastOne(options.MaxPagesInFlight, nameof(EngineOptions.MaxPagesInFlight));
        AtLeastOne(options.MaxBytesInFlight, nameof(EngineOptions.MaxBytesInFlight));
        AtLeastOne(options.PromoteChunkSize, nameof(EngineOptions.PromoteChunkSize));
        AtLeastOne(options.MaxAttempts, nameof(EngineOptions.MaxAttempts));
        if (options.RetryDelay <= TimeSpan.Zero || options.MaxRetryDelay < options.RetryDelay)
        {
            failures.Add($"EngineOptions.{nameof(EngineOptions.RetryDelay)} must be positive and not above {nameof(EngineOptions.MaxRetryDelay)}.");
        }

        if (options.SweepMaxShare is < 0 or > 1 || options.SweepCountTolerance is < 0 or > 1)
        {
            failures.Add($"EngineOptions.{nameof(EngineOptions.SweepMaxShare)} and {nameof(EngineOptions.SweepCountTolerance)} are shares between 0 and 1.");
        }

        if (options.StatusMaxAge < TimeSpan.FromSeconds(1))
        {
            failures.Add($"EngineOptions.{nameof(EngineOptions.StatusMaxAge)} must be at least 1 second.");
        }

        if (options.CheckInterval < TimeSpan.FromMinutes(1) || options.ReconcileInterval < TimeSpan.FromMinutes(1))
        {
            failures.Add($"EngineOptions.{nameof(EngineOptions.CheckInterval)} and {nameof(EngineOptions.ReconcileInterval)} must be at least 1 minute, or null.");
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);

        void AtLeastOne(long value, string property)
        {
            if (value < 1)
            {
                failures.Add($"EngineOptions.{property} must be at least 1.");
            }
        }
    }
}
