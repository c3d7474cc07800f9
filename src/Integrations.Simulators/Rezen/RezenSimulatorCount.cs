namespace Integrations.Simulators;

/// <summary>How many records of one entity a user has, as a reader with the user's key sees them now.</summary>
/// <param name="Entity">Word of the stream: <c>transactions</c>, <c>networkDownline</c>.</param>
/// <param name="Total">Everything that can be read.</param>
/// <param name="Open">Transactions or listings of group OPEN.</param>
/// <param name="Closed">Transactions or listings of group CLOSED.</param>
/// <param name="Terminated">Transactions or listings of group TERMINATED.</param>
public sealed record RezenSimulatorCount(string Entity, long Total, long Open, long Closed, long Terminated);
