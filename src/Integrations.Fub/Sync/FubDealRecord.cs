namespace Integrations.Fub;

/// <summary>One record of the deals stream: the deal, with what its pipeline says of its stage.</summary>
/// <param name="Deal">The deal.</param>
/// <param name="ClosedStage">Whether the stage is a closed one. Null when the pipelines do not list the stage.</param>
internal sealed record FubDealRecord(FubDeal Deal, bool? ClosedStage);
