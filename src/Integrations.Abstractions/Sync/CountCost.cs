namespace Integrations.Abstractions;

/// <summary>What a vendor's count of a stream costs.</summary>
public enum CountCost
{
    /// <summary>The vendor gives no count.</summary>
    None,

    /// <summary>One request.</summary>
    Cheap,

    /// <summary>A walk over other records; only asked at onboarding, after sweeps and on demand.</summary>
    Walk,
}
