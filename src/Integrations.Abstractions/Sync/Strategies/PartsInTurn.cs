namespace Integrations.Abstractions;

/// <summary>
/// Reads several lists of one stream one after the other, each by the same strategy and with its own watermark: the lifecycle groups of deals, the tiers of a network, the teams of a user.
/// A record that moves from one list to another while they are read carries a stamp later than the begin of the read of its new list, so that the next read of that list finds it; and
/// one that no list showed is not deleted by that, because absence is confirmed by id. The stream's watermark is the earliest of its lists.
/// </summary>
/// <param name="inner">How each list is read.</param>
/// <param name="parts">The lists, in the order in which they are read. At least one, none twice.</param>
public sealed class PartsInTurn(DeltaStrategy inner, IReadOnlyList<string> parts) : DeltaStrategy
{
    private readonly IReadOnlyList<string> _parts = parts.Count > 0 && parts.Distinct(StringComparer.Ordinal).Count() == parts.Count
        ? parts
        : throw new ArgumentException("A stream has at least one list, and none twice.", nameof(parts));

    /// <inheritdoc/>
    public override string Name => inner.Name;

    /// <inheritdoc/>
    public override StrategyStep Begin(StrategyState state, DateTimeOffset? reachBackTo = null)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (!Continues(state, reachBackTo))
        {
            // A list that is new here was never read; one that is not read any more is forgotten.
            state = state with
            {
                Walk = null,
                Parts = [.. _parts.Select(name => new PartState(name, state.PartOf(name) with { Walk = null }))],
                Turn = new PartsTurn(Name, _parts[0], reachBackTo),
            };
        }

        return Take(state, inner.Begin(state.PartOf(state.Turn!.Part), state.Turn.ReachesBackTo));
    }

    /// <inheritdoc/>
    public override StrategyStep Advance(StrategyState state, PageFacts page)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(page);
        PartsTurn turn = state.Turn is { } t && string.Equals(t.Strategy, Name, StringComparison.Ordinal)
            ? t
            : throw new InvalidOperationException($"Strategy {Name} was given a page of a read that it did not begin.");
        return Take(state, inner.Advance(state.PartOf(turn.Part), page));
    }

    /// <summary>
    /// True when the read under way can go on: this strategy began it, over the same lists, and the lists that are done were read far enough back. Otherwise it begins anew with the first
    /// list; what was read of the others stands in their watermarks.
    /// </summary>
    private bool Continues(StrategyState state, DateTimeOffset? reachBackTo) =>
        state is { Turn: { } turn, Parts: { } known }
        && string.Equals(turn.Strategy, Name, StringComparison.Ordinal)
        && known.Select(static p => p.Name).SequenceEqual(_parts, StringComparer.Ordinal)
        && _parts.Contains(turn.Part, StringComparer.Ordinal)
        && (reachBackTo is null || turn.ReachesBackTo <= reachBackTo);

    /// <summary>Takes over what the list's own strategy said; a list that is done is followed by the next one.</summary>
    private StrategyStep Take(StrategyState state, StrategyStep step)
    {
        while (true)
        {
            string part = state.Turn!.Part;
            PartState[] all = [.. state.Parts!.Select(p => string.Equals(p.Name, part, StringComparison.Ordinal) ? p with { State = step.State } : p)];
            state = state with { Parts = all, Watermark = Earliest(all) };
            if (step.Next is { } request)
            {
                return new StrategyStep(state, request with { Part = part });
            }

            int next = Array.FindIndex(all, p => string.Equals(p.Name, part, StringComparison.Ordinal)) + 1;
            if (next == all.Length)
            {
                return new StrategyStep(state with { Turn = null }, Next: null);
            }

            state = state with { Turn = state.Turn with { Part = all[next].Name } };
            step = inner.Begin(all[next].State, state.Turn.ReachesBackTo);
        }
    }

    private static DateTimeOffset? Earliest(PartState[] parts)
    {
        DateTimeOffset? earliest = DateTimeOffset.MaxValue;
        foreach (PartState part in parts)
        {
            earliest = part.State.Watermark is { } watermark ? (watermark < earliest ? watermark : earliest) : null;
            if (earliest is null)
            {
                break;
            }
        }

        return earliest;
    }
}
