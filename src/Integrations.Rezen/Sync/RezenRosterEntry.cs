using System.Text.Json.Serialization;
using Integrations.Http;

namespace Integrations.Rezen;

/// <summary>Of a member what a list is walked by.</summary>
internal sealed record RezenRosterEntry
{
    /// <summary>Identifier of the membership. Observed.</summary>
    [JsonConverter(typeof(FlexibleTextConverter))]
    public string? Id { get; init; }

    /// <summary>When its agent changed. Observed.</summary>
    public RezenRosterAgent? Agent { get; init; }
}
