namespace Integrations.Abstractions;

/// <summary>An alarm: what is wrong, since when and what to do. It names accounts and streams and holds no data of records.</summary>
public sealed record IntegrationAlert
{
    /// <summary>What raises it, for example <c>webhooks-silent</c>.</summary>
    public required string Rule { get; init; }

    /// <summary>The account. Null for an alarm that concerns the installation.</summary>
    public AccountRef? Account { get; init; }

    /// <summary>The stream. Null when it concerns the whole account.</summary>
    public StreamName? Stream { get; init; }

    /// <summary>Since when it is so.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>What failed and why, in a sentence.</summary>
    public required string What { get; init; }

    /// <summary>What to do.</summary>
    public required string Remedy { get; init; }
}
