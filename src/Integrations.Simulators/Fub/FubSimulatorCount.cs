namespace Integrations.Simulators;

/// <summary>How many records of one entity an account has, as its owner sees them now.</summary>
/// <param name="Entity">Path of the collection: <c>people</c>, <c>textMessages</c>.</param>
/// <param name="Total">Everything that can be read with all include flags set.</param>
/// <param name="Plain">What a list without flags shows.</param>
/// <param name="Trash">People in stage Trash.</param>
/// <param name="Unclaimed">People that nobody has claimed.</param>
/// <param name="Archived">Archived deals.</param>
/// <param name="Deleted">Deleted deals or users.</param>
public sealed record FubSimulatorCount(string Entity, long Total, long Plain, long Trash, long Unclaimed, long Archived, long Deleted);
