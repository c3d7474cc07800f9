using System.Collections.Immutable;
using System.Text.Json;

namespace Integrations.Simulators;

/// <summary>One state of a record that differs from the generated one.</summary>
/// <param name="VisibleAt">Stamp from which readers see it.</param>
/// <param name="Created">Null keeps the generated stamp.</param>
/// <param name="Updated">Null keeps the generated stamp.</param>
/// <param name="Removed">The record is gone.</param>
/// <param name="Fields">All edited fields up to now.</param>
internal sealed record Revision(long VisibleAt, long? Created, long? Updated, bool Removed, ImmutableDictionary<string, JsonElement> Fields);
