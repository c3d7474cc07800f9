namespace Integrations.Abstractions;

/// <summary>Something the vendor sent that this version of the package does not know. Kept in the raw payload and counted (invariant I16).</summary>
/// <param name="Kind">What is unknown.</param>
/// <param name="Field">The property, for example <c>$.newThing</c>. Never a value of a record; an unknown vocabulary word is not counted by its text.</param>
public readonly record struct DriftNote(DriftKind Kind, string Field);
