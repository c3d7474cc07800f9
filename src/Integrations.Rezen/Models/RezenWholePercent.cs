using System.Text.Json.Serialization;

namespace Integrations.Rezen;

/// <summary>A percentage as a whole number: 3 is three percent. Drafts and teams have it so; transactions and their participants have <see cref="RezenFraction"/>. Observed.</summary>
/// <param name="Value">The percentage.</param>
[JsonConverter(typeof(RezenWholePercentConverter))]
public readonly record struct RezenWholePercent(decimal Value)
{
    /// <summary>The same percentage as a fraction.</summary>
    public RezenFraction ToFraction() => new(Value / 100);
}
