using Microsoft.Extensions.Options;

namespace Integrations.AspNetCore;

internal sealed class IntegrationCheckOptionsValidator : IValidateOptions<IntegrationCheckOptions>
{
    public ValidateOptionsResult Validate(string? name, IntegrationCheckOptions options) => options.UnhealthyLateShare is > 0 and <= 1
        ? ValidateOptionsResult.Success
        : ValidateOptionsResult.Fail($"IntegrationCheckOptions.{nameof(IntegrationCheckOptions.UnhealthyLateShare)} must be above 0 and at most 1.");
}
