using Integrations.Abstractions;

namespace Integrations.Engine;

/// <summary>Compares what is wanted with what is registered. Pure. What is not ours is never touched.</summary>
internal static class WebhookPlan
{
    /// <param name="wanted">Events to be registered.</param>
    /// <param name="address">Where they are to be sent.</param>
    /// <param name="registered">What the vendor has, ours or not.</param>
    /// <param name="isOurs">True for an address that only this installation can have registered.</param>
    /// <param name="maxPerEvent">Webhooks of one event that the vendor gives. Null where it has no limit.</param>
    /// <returns>One step to keep, create or update for each wanted event, and deletions before all others, because they make room.</returns>
    public static IReadOnlyList<WebhookStep> Of(
        IReadOnlyCollection<string> wanted, Uri address, IReadOnlyList<WebhookRegistration> registered, Func<string, bool> isOurs, int? maxPerEvent)
    {
        List<WebhookStep> steps = [];
        List<WebhookStep> deletions = [];
        ILookup<string, WebhookRegistration> ours = registered.Where(r => isOurs(r.Address)).ToLookup(static r => r.Event, StringComparer.Ordinal);

        // Some vendors take several events with one registration: it is kept or removed as a whole.
        HashSet<VendorId> shared = [.. ours.SelectMany(static g => g).GroupBy(static r => r.Id).Where(static g => g.Count() > 1).Select(static g => g.Key)];
        foreach (string name in wanted)
        {
            // The best of ours stays: the right address before another, an active one before one that is off.
            WebhookRegistration[] ranked = [.. ours[name].OrderByDescending(r => IsAt(r, address)).ThenByDescending(static r => r.IsActive)];
            int foreign = registered.Count(r => string.Equals(r.Event, name, StringComparison.Ordinal)) - ranked.Length;
            WebhookStep step = ranked switch
            {
                [] when foreign >= maxPerEvent => new WebhookStep(WebhookStepKind.Full, name, There: null),
                [] => new WebhookStep(WebhookStepKind.Create, name, There: null),
                [{ IsActive: true } best, ..] when IsAt(best, address) => new WebhookStep(WebhookStepKind.Keep, name, best),
                [var best, ..] when shared.Contains(best.Id) => new WebhookStep(WebhookStepKind.Create, name, There: null),
                [var best, ..] => new WebhookStep(WebhookStepKind.Update, name, best),
            };
            steps.Add(step);
            deletions.AddRange(ranked.Skip(step.There is null ? 0 : 1).Select(static r => new WebhookStep(WebhookStepKind.Delete, r.Event, r)));
        }

        deletions.AddRange(ours.Where(g => !wanted.Contains(g.Key, StringComparer.Ordinal)).SelectMany(static g => g).Select(static r => new WebhookStep(WebhookStepKind.Delete, r.Event, r)));
        return [.. deletions.Where(d => !steps.Exists(s => s.There?.Id == d.There!.Id)).DistinctBy(static d => d.There!.Id), .. steps];
    }

    private static bool IsAt(WebhookRegistration registration, Uri address) => string.Equals(registration.Address, address.AbsoluteUri, StringComparison.Ordinal);
}
