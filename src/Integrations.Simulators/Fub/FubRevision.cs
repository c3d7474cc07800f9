using System.Collections.Immutable;
using System.Text.Json;

namespace Integrations.Simulators;

/// <summary>One state of a record that differs from the generated one.</summary>
/// <param name="VisibleAt">Unix seconds from which readers see it.</param>
/// <param name="Created">Unix seconds. Null keeps the generated time.</param>
/// <param name="Updated">Unix seconds. Null keeps the generated time.</param>
/// <param name="Removed">The record is gone.</param>
/// <param name="Fields">All edited fields up to now.</param>
internal sealed record FubRevision(long VisibleAt, long? Created, long? Updated, bool Removed, ImmutableDictionary<string, JsonElement> Fields);
