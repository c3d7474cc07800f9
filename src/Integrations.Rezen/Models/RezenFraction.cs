using System.Text.Json.Serialization;

namespace Integrations.Rezen;

/// <summary>A percentage as a fraction: 0.03 is three percent. Transactions and their participants have it so; drafts and teams have <see cref="RezenWholePercent"/>. Observed.</summary>
/// <param name="Value">The fraction.</param>
[JsonConverter(typeof(RezenFractionConverter))]
public readonly record struct RezenFraction(decimal Value)
{
    /// <summary>The same percentage as a whole number.</summary>
    public RezenWholePercent ToWholePercent() => new(Value * 100);
}
