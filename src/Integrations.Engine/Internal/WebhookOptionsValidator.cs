using Microsoft.Extensions.Options;

namespace Integrations.Engine;

internal sealed class WebhookOptionsValidator : IValidateOptions<WebhookOptions>
{
    public ValidateOptionsResult Validate(string? name, WebhookOptions options)
    {
        List<string> failures = [];
        if (options.PublicAddress is { } address && CallbackAddress.Problem(address, options.AllowLoopback) is { } problem)
        {
            failures.Add($"WebhookOptions: PublicAddress {problem}.");
        }

        if (options.CheckInterval < TimeSpan.FromMinutes(1) || options.SilenceAfter < TimeSpan.FromMinutes(1))
        {
            failures.Add("WebhookOptions: CheckInterval and SilenceAfter must be at least 1 minute.");
        }

        if (options.RotationOverlap < TimeSpan.Zero)
        {
            failures.Add("WebhookOptions: RotationOverlap must not be negative.");
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
