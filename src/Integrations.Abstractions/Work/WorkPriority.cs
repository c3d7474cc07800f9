namespace Integrations.Abstractions;

/// <summary>
/// Which work goes first. A higher priority goes before a lower one in eight of ten claims; each lower one comes first in one of the other two, so that none waits for ever (invariant I13).
/// Within a priority the accounts take turns, and of one account the oldest item goes first.
/// </summary>
public enum WorkPriority
{
    /// <summary>What may take its time, such as an import.</summary>
    Background = -10,

    /// <summary>The default.</summary>
    Normal = 0,

    /// <summary>What somebody waits for: a repair, what a webhook causes.</summary>
    Urgent = 10,
}
