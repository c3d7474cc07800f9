using Integrations.Abstractions;

namespace Integrations.Engine;

/// <summary>Something that a person should know: what failed, why, since when, and what to do. Holds no customer data and no secret.</summary>
public sealed record HealthAlarm
{
    /// <summary>Stable word for the kind, for example <c>stream_late</c>.</summary>
    public required string Code { get; init; }

    /// <summary>How bad it is.</summary>
    public required AlarmSeverity Severity { get; init; }

    /// <summary>The account.</summary>
    public required AccountRef Account { get; init; }

    /// <summary>The stream. Null when the whole account is concerned.</summary>
    public StreamName? Stream { get; init; }

    /// <summary>What failed.</summary>
    public required string What { get; init; }

    /// <summary>Why.</summary>
    public required string Why { get; init; }

    /// <summary>Since when. Null when it is not known.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>What to do.</summary>
    public required string Remedy { get; init; }
}
