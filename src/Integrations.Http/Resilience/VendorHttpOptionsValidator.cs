using Microsoft.Extensions.Options;

namespace Integrations.Http;

internal sealed class VendorHttpOptionsValidator : IValidateOptions<VendorHttpOptions>
{
    private static readonly TimeSpan BreakerMinimum = TimeSpan.FromMilliseconds(500);

    public ValidateOptionsResult Validate(string? name, VendorHttpOptions options)
    {
        List<string> failures = [];
        Check(options.TotalTimeout > TimeSpan.Zero, nameof(options.TotalTimeout), "must be positive");
        Check(options.AttemptTimeout > TimeSpan.Zero, nameof(options.AttemptTimeout), "must be positive");
        Check(options.TotalTimeout >= options.AttemptTimeout, nameof(options.TotalTimeout), "must not be shorter than AttemptTimeout");
        Check(options.MaxRetries >= 0, nameof(options.MaxRetries), "must not be negative");
        Check(options.RetryDelay > TimeSpan.Zero, nameof(options.RetryDelay), "must be positive");
        Check(options.MaxRetryDelay > TimeSpan.Zero, nameof(options.MaxRetryDelay), "must be positive");
        Check(options.MaxRetryAfter >= TimeSpan.Zero, nameof(options.MaxRetryAfter), "must not be negative");
        Check(options.DefaultRetryAfter > TimeSpan.Zero, nameof(options.DefaultRetryAfter), "must be positive");
        Check(options.BreakerFailureRatio is > 0 and <= 1, nameof(options.BreakerFailureRatio), "must be above 0 and at most 1");
        Check(options.BreakerMinimumThroughput >= 2, nameof(options.BreakerMinimumThroughput), "must be at least 2");
        Check(options.BreakerSampling >= BreakerMinimum, nameof(options.BreakerSampling), "must be at least 500 milliseconds");
        Check(options.BreakerDuration >= BreakerMinimum, nameof(options.BreakerDuration), "must be at least 500 milliseconds");
        Check(options.RateMargin is >= 0 and <= 1, nameof(options.RateMargin), "must be 0 to 1");
        Check(options.MaxBodyBytes > 0, nameof(options.MaxBodyBytes), "must be positive");
        Check(options.RenewBeforeExpiry >= TimeSpan.Zero, nameof(options.RenewBeforeExpiry), "must not be negative");
        Check(options.RenewalTimeout > TimeSpan.Zero, nameof(options.RenewalTimeout), "must be positive");
        Check(options.RenewalPause >= TimeSpan.Zero, nameof(options.RenewalPause), "must not be negative");
        Check(options.CredentialLifetime >= TimeSpan.Zero, nameof(options.CredentialLifetime), "must not be negative");
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);

        void Check(bool ok, string property, string rule)
        {
            if (!ok)
            {
                failures.Add($"{nameof(VendorHttpOptions)} of '{name}': {property} {rule}.");
            }
        }
    }
}
