namespace Integrations.Fub;

/// <summary>The body of calls that are about a person.</summary>
internal sealed record FubPersonReference
{
    public required long PersonId { get; init; }
}
