using Microsoft.Extensions.Options;

namespace Integrations.AspNetCore;

internal sealed class WebhookEndpointOptionsValidator : IValidateOptions<WebhookEndpointOptions>
{
    private static readonly string[] s_secretHeaders = ["Authorization", "Proxy-Authorization", "Cookie", "X-System-Key"];

    public ValidateOptionsResult Validate(string? name, WebhookEndpointOptions options)
    {
        List<string> failures = [];
        Check(options.MaxBodyBytes is >= 1024 and <= 64 * 1024 * 1024, "MaxBodyBytes must be 1 KiB to 64 MiB.");
        Check(options.AnswerTimeout >= TimeSpan.FromMilliseconds(100), "AnswerTimeout must be at least 100 ms.");
        Check(options.DeliveriesPerSecond >= 1, "DeliveriesPerSecond must be at least 1.");
        Check(options.DeliveryBurst >= options.DeliveriesPerSecond, "DeliveryBurst must be at least DeliveriesPerSecond.");
        Check(options.UnknownTokensPerMinute >= 1, "UnknownTokensPerMinute must be at least 1.");
        Check(options.TokenCacheDuration >= TimeSpan.Zero, "TokenCacheDuration must not be negative.");
        Check(options.TokenCacheSize >= 1, "TokenCacheSize must be at least 1.");
        Check(!options.StoredHeaders.Overlaps(s_secretHeaders), "StoredHeaders must not name a header that holds a secret.");
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);

        void Check(bool holds, string message)
        {
            if (!holds)
            {
                failures.Add("WebhookEndpointOptions: " + message);
            }
        }
    }
}
