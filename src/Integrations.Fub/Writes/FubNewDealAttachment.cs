namespace Integrations.Fub;

/// <summary>A link from a deal to a file elsewhere. Nothing is uploaded. Documented.</summary>
public sealed record FubNewDealAttachment
{
    /// <summary>Deal. Documented.</summary>
    public required long DealId { get; init; }

    /// <summary>Where the file is; the vendor answers 403 without it. Documented.</summary>
    public required Uri Uri { get; init; }

    /// <summary>Name that users see. Documented.</summary>
    public required string FileName { get; init; }

    /// <summary>Bytes. Documented.</summary>
    public long? FileSize { get; init; }
}
