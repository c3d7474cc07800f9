using System.Runtime.InteropServices;
using System.Text;

namespace Integrations.Abstractions.Tests;

/// <summary>Every order of everything that can happen, breadth first, each state once.</summary>
internal static class Explorer
{
    /// <param name="scenario">What is explored.</param>
    /// <param name="depth">Steps from the start.</param>
    /// <param name="cancellationToken">Ends the exploration.</param>
    public static Exploration Explore(Scenario scenario, int depth, CancellationToken cancellationToken)
    {
        var model = new SyncModel(scenario);
        var known = new Dictionary<UInt128, (UInt128 Parent, Happening Step)>();
        var settled = new HashSet<UInt128>();
        List<(World World, UInt128 Identity)> frontier = [];
        foreach (World start in (World[])[model.Warm(), model.Cold()])
        {
            start.Left = scenario.Budget;
            frontier.Add((start, start.Identity()));
            known[frontier[^1].Identity] = default;
        }

        long steps = 0;
        int reached = 0;
        while (reached < depth && frontier.Count > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            reached++;
            List<(World World, UInt128 Identity)> next = [];
            foreach ((World world, UInt128 identity) in frontier)
            {
                foreach (Happening what in model.Possible(world))
                {
                    steps++;
                    World after = world.Clone();
                    string? wrong = model.Do(after, what);
                    UInt128 reachedState = after.Identity();
                    ref (UInt128 Parent, Happening Step) entry = ref CollectionsMarshal.GetValueRefOrAddDefault(known, reachedState, out bool isKnown);
                    if (!isKnown)
                    {
                        entry = (identity, what);
                        next.Add((after, reachedState));
                        if (wrong is null && settled.Add(after.Remains()))
                        {
                            wrong = model.CheckCursor(after) ?? model.Quiesce(after);
                        }
                    }

                    if (wrong is not null)
                    {
                        return new(known.Count, steps, settled.Count, reached, IsWhole: false, Tell(known, identity, what, wrong));
                    }
                }
            }

            frontier = next;
        }

        return new(known.Count, steps, settled.Count, reached, IsWhole: frontier.Count == 0, CounterExample: null);
    }

    private static string Tell(Dictionary<UInt128, (UInt128 Parent, Happening Step)> known, UInt128 at, Happening last, string wrong)
    {
        var path = new Stack<Happening>([last]);
        while (known[at] is { Parent: var parent, Step: var step } && parent != 0)
        {
            path.Push(step);
            at = parent;
        }

        var text = new StringBuilder();
        foreach (Happening what in path)
        {
            text.Append(what.Kind).Append(' ').Append(what.Whom).Append("; ");
        }

        return text.Append("=> ").Append(wrong).ToString();
    }
}

/// <summary>What an exploration came to.</summary>
/// <param name="States">Different states.</param>
/// <param name="Steps">Steps between them.</param>
/// <param name="Settled">Different remains of vendor and database, each of which was brought to rest and compared.</param>
/// <param name="Depth">Steps from the start.</param>
/// <param name="IsWhole">True when there was nothing left to explore.</param>
/// <param name="CounterExample">The shortest way to what must never be. Null when there is none.</param>
internal sealed record Exploration(int States, long Steps, int Settled, int Depth, bool IsWhole, string? CounterExample);
