namespace Integrations.Abstractions;

/// <summary>How a record differs between vendor and mirror.</summary>
public enum FindingKind
{
    /// <summary>The vendor has it, the mirror does not.</summary>
    Missing,

    /// <summary>The mirror has it, the vendor did not report it. It goes only when the vendor, asked for it by id, says that it is gone (invariant I7).</summary>
    Extra,

    /// <summary>Both have it, with different change stamps.</summary>
    Changed,
}
