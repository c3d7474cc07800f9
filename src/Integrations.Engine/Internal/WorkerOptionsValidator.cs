using Microsoft.Extensions.Options;

namespace Integrations.Engine;

internal sealed class WorkerOptionsValidator : IValidateOptions<WorkerOptions>
{
    public ValidateOptionsResult Validate(string? name, WorkerOptions options)
    {
        List<string> failures = [];
        if (options.Parallelism < 1 || options.MaxPerAccount < 1)
        {
            failures.Add($"WorkerOptions.{nameof(WorkerOptions.Parallelism)} and {nameof(WorkerOptions.MaxPerAccount)} must be at least 1.");
        }

        if (options.QueueParallelism < 1 || options.QueueMaxPerAccount < 1)
        {
            failures.Add($"WorkerOptions.{nameof(WorkerOptions.QueueParallelism)} and {nameof(WorkerOptions.QueueMaxPerAccount)} must be at least 1.");
        }

        if (options.HeartbeatInterval <= TimeSpan.Zero || options.LeaseDuration < 2 * options.HeartbeatInterval)
        {
            failures.Add($"WorkerOptions.{nameof(WorkerOptions.LeaseDuration)} must be at least twice {nameof(WorkerOptions.HeartbeatInterval)}, which must be positive.");
        }

        if (options.MinPollInterval <= TimeSpan.Zero || options.MaxPollInterval < options.MinPollInterval || options.PlanInterval <= TimeSpan.Zero)
        {
            failures.Add($"WorkerOptions.{nameof(WorkerOptions.MinPollInterval)}, {nameof(WorkerOptions.MaxPollInterval)} and {nameof(WorkerOptions.PlanInterval)} must be positive and in order.");
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
