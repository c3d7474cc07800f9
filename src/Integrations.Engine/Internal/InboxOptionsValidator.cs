using Microsoft.Extensions.Options;

namespace Integrations.Engine;

internal sealed class InboxOptionsValidator : IValidateOptions<InboxOptions>
{
    public ValidateOptionsResult Validate(string? name, InboxOptions options)
    {
        List<string> failures = [];
        if (options.Parallelism < 1 || options.MaxPerAccount < 1 || options.MaxEventsPerRun < 1 || options.MaxAttempts < 1)
        {
            failures.Add(
                $"InboxOptions.{nameof(InboxOptions.Parallelism)}, {nameof(InboxOptions.MaxPerAccount)}, {nameof(InboxOptions.MaxEventsPerRun)} and {nameof(InboxOptions.MaxAttempts)} must be at least 1.");
        }

        if (options.VisibilityDelay <= TimeSpan.Zero || options.VisibilityWindow < TimeSpan.Zero || options.StampTolerance < TimeSpan.Zero)
        {
            failures.Add(
                $"InboxOptions.{nameof(InboxOptions.VisibilityDelay)} must be positive; {nameof(InboxOptions.VisibilityWindow)} and {nameof(InboxOptions.StampTolerance)} must not be negative.");
        }

        if (options.Retention <= TimeSpan.Zero)
        {
            failures.Add($"InboxOptions.{nameof(InboxOptions.Retention)} must be positive.");
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
