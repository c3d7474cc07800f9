namespace Integrations.Simulators;

/// <summary>Who asks: one key of one account.</summary>
internal sealed record FubCaller(FubWorld World, string ApiKey, long UserId, FubSimulatorRole Role)
{
    public bool SeesAll => Role != FubSimulatorRole.Agent;

    /// <summary>What the caller may see, as a part of a cache key.</summary>
    public long Scope => SeesAll ? 0 : UserId;
}
