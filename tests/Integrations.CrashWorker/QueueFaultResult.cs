namespace Integrations.CrashWorker;

/// <summary>What a fault did to a queue under load.</summary>
/// <param name="Scenario">What was done.</param>
/// <param name="Items">Items that were stored.</param>
/// <param name="Lost">Items that were stored and have no effect.</param>
/// <param name="Doubled">Items with more than one effect.</param>
/// <param name="Stuck">Items that are not done at the end.</param>
/// <param name="SecondsToRecover">From the end of the fault until the workers have caught up with what arrives.</param>
public sealed record QueueFaultResult(string Scenario, long Items, long Lost, long Doubled, long Stuck, double SecondsToRecover);
