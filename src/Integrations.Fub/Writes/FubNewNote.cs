namespace Integrations.Fub;

/// <summary>A note to be written.</summary>
public sealed record FubNewNote
{
    /// <summary>Person. Documented.</summary>
    public required long PersonId { get; init; }

    /// <summary>Subject. Documented.</summary>
    public string? Subject { get; init; }

    /// <summary>Text, or HTML where <see cref="IsHtml"/> is true. Documented.</summary>
    public string? Body { get; init; }

    /// <summary>True when <see cref="Body"/> is HTML. Documented; false when absent.</summary>
    public bool? IsHtml { get; init; }
}
