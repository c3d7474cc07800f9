using System.Collections.Frozen;

namespace Integrations.Simulators;

/// <summary>How records of one answer are written.</summary>
internal sealed record FubView
{
    /// <summary>True when more than the default fields are written.</summary>
    public bool All { get; init; }

    /// <summary>True when the calling object of users was asked for.</summary>
    public bool Calling { get; init; }

    /// <summary>Names that were asked for. Null means no selection.</summary>
    public FrozenSet<string>? Selected { get; init; }

    /// <summary>Bodies and recordings are hidden.</summary>
    public bool HideContent { get; init; }

    /// <summary>Turns the phones list by this many places.</summary>
    public int PhoneTurn { get; init; }

    /// <summary>True when the answer is one record, not a list.</summary>
    public bool Single { get; init; }
}
