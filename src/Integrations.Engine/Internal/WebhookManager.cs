using Integrations.Abstractions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Integrations.Engine;

internal sealed class WebhookManager(
    IEnumerable<IWebhookSubscriptions> vendors,
    SourceRegistry sources,
    IWebhookTokenStore tokens,
    IEnumerable<IWebhookTokenCache> caches,
    IWebhookSubscriptionStore store,
    CallbackAddress callback,
    CallbackProbe probe,
    IOptions<WebhookOptions> options,
    TimeProvider time,
    ILogger<WebhookManager> logger) : IWebhookManager
{
    /// <summary>Wait after a comparison that was refused or failed for a reason that a person must remove.</summary>
    private static readonly TimeSpan s_refusedWait = TimeSpan.FromDays(1);

    private readonly Dictionary<string, IWebhookSubscriptions> _vendors = vendors.ToDictionary(static v => v.Vendor, StringComparer.Ordinal);
    private readonly WebhookOptions _options = options.Value;

    /// <summary>Vendors whose webhooks are to be looked after.</summary>
    public IEnumerable<string> Vendors => callback.IsSet ? _vendors.Keys.Order(StringComparer.Ordinal) : [];

    public bool AnnouncesAll(StreamName stream) => _vendors.TryGetValue(stream.Vendor, out IWebhookSubscriptions? vendor) && vendor.AnnouncesAll(stream);

    public Task<IReadOnlyList<WebhookSubscription>> ListAsync(AccountRef account, CancellationToken cancellationToken = default) => store.ListAsync(account, cancellationToken);

    public async Task<IReadOnlyList<WebhookSubscription>> RotateAsync(AccountRef account, TimeSpan? overlap = null, CancellationToken cancellationToken = default)
    {
        await tokens.RotateAsync(account, overlap ?? _options.RotationOverlap, cancellationToken).ConfigureAwait(false);
        foreach (IWebhookTokenCache cache in caches)
        {
            cache.Forget(account);
        }

        // If the vendor cannot be told now, the next comparison tells it.
        await store.MakeDueAsync(account, cancellationToken).ConfigureAwait(false);
        return await CheckAsync(account, cancellationToken).ConfigureAwait(false);
    }

    public async Task<IReadOnlyList<WebhookSubscription>> CheckAsync(AccountRef account, CancellationToken cancellationToken = default)
    {
        if (!callback.IsSet || !_vendors.TryGetValue(account.Vendor, out IWebhookSubscriptions? vendor))
        {
            return [];
        }

        await callback.RequireExternalAsync(cancellationToken).ConfigureAwait(false);
        await probe.RequireDirectAsync(account.Vendor, cancellationToken).ConfigureAwait(false);
        string token = await tokens.GetAsync(account, cancellationToken).ConfigureAwait(false);
        Dictionary<string, StreamName> wanted = sources.Of(account.Vendor)
            .SelectMany(s => vendor.EventsOf(s).Select(e => (Event: e, Stream: s)))
            .ToDictionary(static w => w.Event, static w => w.Stream, StringComparer.Ordinal);
        Dictionary<string, WebhookSubscription> before = (await store.ListAsync(account, cancellationToken).ConfigureAwait(false)).ToDictionary(static s => s.Event, StringComparer.Ordinal);
        (List<WebhookSubscription> after, TimeSpan wait) = await HealAsync(vendor, account, wanted, callback.For(account.Vendor, token), cancellationToken).ConfigureAwait(false);
        Tell(account, before, after);
        await store.SaveAsync(
            new WebhookCheck
            {
                Account = account,
                MaskedAddress = callback.For(account.Vendor, CallbackAddress.Mask).AbsoluteUri,
                TokenHash = WebhookTokens.Hash(token),
                Subscriptions = after,
                NextCheckAt = time.GetUtcNow() + wait,
            },
            cancellationToken).ConfigureAwait(false);
        return after;
    }

    private async Task<(List<WebhookSubscription> After, TimeSpan Wait)> HealAsync(
        IWebhookSubscriptions vendor, AccountRef account, Dictionary<string, StreamName> wanted, Uri address, CancellationToken cancellationToken)
    {
        List<WebhookSubscription> after = [];
        IReadOnlyList<WebhookStep> steps;
        try
        {
            IReadOnlyList<WebhookRegistration> registered = await vendor.ListAsync(account, cancellationToken).ConfigureAwait(false);
            HashSet<string> ours = await OursAsync(account, registered, cancellationToken).ConfigureAwait(false);
            steps = WebhookPlan.Of(wanted.Keys, address, registered, ours.Contains, vendor.MaxPerEvent);
        }
        catch (IntegrationException e) when (e is not IntegrationConfigurationException { Context.Account: null })
        {
            after.AddRange(wanted.OrderBy(static w => w.Key, StringComparer.Ordinal).Select(w => Failing(w.Key, w.Value, Reason(e))));
            return (after, WaitAfter(e));
        }

        TimeSpan wait = _options.CheckInterval;
        foreach (WebhookStep step in steps)
        {
            try
            {
                WebhookRegistration? there = await DoAsync(vendor, account, step, address, cancellationToken).ConfigureAwait(false);
                if (step.Kind != WebhookStepKind.Delete)
                {
                    after.Add(there is { IsActive: true }
                        ? new WebhookSubscription { Event = step.Event, Stream = wanted[step.Event], State = WebhookSubscriptionState.Registered, RegistrationId = there.Id, VerifiedAt = time.GetUtcNow() }
                        : Failing(step.Event, wanted[step.Event], there is null ? Full(vendor) : "The vendor has switched it off again. Look at what this host answers to it."));
                }
            }
            catch (IntegrationException e) when (e is IntegrationRateLimitException or IntegrationAuthenticationException || e.IsTransient)
            {
                // It will not be better with the next: what was done stays, the rest waits.
                after.AddRange(wanted.Where(w => after.TrueForAll(a => a.Event != w.Key)).Select(w => Failing(w.Key, w.Value, Reason(e))));
                return (after, WaitAfter(e));
            }
            catch (IntegrationException e)
            {
                if (step.Kind != WebhookStepKind.Delete)
                {
                    after.Add(Failing(step.Event, wanted[step.Event], Reason(e)));
                }
            }
        }

        return (after, wait);
    }

    private static Task<WebhookRegistration?> DoAsync(IWebhookSubscriptions vendor, AccountRef account, WebhookStep step, Uri address, CancellationToken cancellationToken)
    {
        return step.Kind switch
        {
            WebhookStepKind.Create => Made(vendor.CreateAsync(account, step.Event, address, cancellationToken)),
            WebhookStepKind.Update => Made(vendor.UpdateAsync(account, step.There!.Id, address, cancellationToken)),
            WebhookStepKind.Delete => Gone(vendor.DeleteAsync(account, step.There!.Id, cancellationToken)),
            _ => Task.FromResult(step.There),
        };

        static async Task<WebhookRegistration?> Made(Task<WebhookRegistration> call) => await call.ConfigureAwait(false);

        static async Task<WebhookRegistration?> Gone(Task call)
        {
            await call.ConfigureAwait(false);
            return null;
        }
    }

    /// <summary>Addresses that only this installation can have registered: those with a token that the account has or had, and those under our public address whose token nobody has any more.</summary>
    private async Task<HashSet<string>> OursAsync(AccountRef account, IReadOnlyList<WebhookRegistration> registered, CancellationToken cancellationToken)
    {
        HashSet<string> own = (await tokens.ListAsync(account, cancellationToken).ConfigureAwait(false)).Select(static t => Convert.ToHexString(t.Hash.Span)).ToHashSet(StringComparer.Ordinal);
        HashSet<string> ours = new(StringComparer.Ordinal);
        foreach (string address in registered.Select(static r => r.Address).Distinct(StringComparer.Ordinal))
        {
            if (CallbackAddress.TokenAtEnd(address) is { } token && own.Contains(Convert.ToHexString(WebhookTokens.Hash(token))))
            {
                ours.Add(address);
            }
            else if (callback.TokenIn(account.Vendor, address) is { } orphan && await tokens.FindAsync(account.Vendor, WebhookTokens.Hash(orphan), cancellationToken).ConfigureAwait(false) is null)
            {
                ours.Add(address);
            }
        }

        return ours;
    }

    private void Tell(AccountRef account, Dictionary<string, WebhookSubscription> before, List<WebhookSubscription> after)
    {
        // Only what is new: an account whose key may not manage webhooks says so once.
        if (after.Find(a => a.State == WebhookSubscriptionState.Failing && before.GetValueOrDefault(a.Event)?.Reason != a.Reason) is { } failing)
        {
            EngineLog.WebhooksFailing(logger, account, after.Count(static a => a.State == WebhookSubscriptionState.Failing), after.Count, failing.Reason ?? "");
        }
        else if (after.Exists(a => before.GetValueOrDefault(a.Event)?.State != a.State) && after.TrueForAll(static a => a.State == WebhookSubscriptionState.Registered))
        {
            EngineLog.WebhooksRegistered(logger, account, after.Count);
        }
    }

    private TimeSpan WaitAfter(IntegrationException error) => error switch
    {
        IntegrationAuthorizationException or IntegrationAuthenticationException or IntegrationConfigurationException => s_refusedWait,
        _ when error.Context.RetryAfter is { } asked && asked > TimeSpan.FromMinutes(1) => asked,
        _ => _options.CheckInterval < TimeSpan.FromMinutes(10) ? _options.CheckInterval : TimeSpan.FromMinutes(10),
    };

    private static WebhookSubscription Failing(string name, StreamName stream, string reason) =>
        new() { Event = name, Stream = stream, State = WebhookSubscriptionState.Failing, Reason = reason };

    private static string Full(IWebhookSubscriptions vendor) =>
        $"The vendor gives {vendor.MaxPerEvent?.ToString(System.Globalization.CultureInfo.InvariantCulture)} webhooks of an event, and others have them all. Remove one of them at the vendor.";

    private static string Reason(IntegrationException error) => error is IntegrationAuthorizationException
        ? "The account's credential may not manage webhooks. Connect the account with its owner's; until then it lives on deltas. " + error.Message
        : error.Message;
}
