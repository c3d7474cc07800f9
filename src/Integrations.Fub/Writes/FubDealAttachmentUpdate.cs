namespace Integrations.Fub;

/// <summary>What a deal's attachment shall be. The vendor requires all but the size. Documented.</summary>
public sealed record FubDealAttachmentUpdate
{
    /// <summary>Deal. Documented.</summary>
    public required long DealId { get; init; }

    /// <summary>Where the file is. Documented.</summary>
    public required Uri Uri { get; init; }

    /// <summary>Name that users see. Documented.</summary>
    public required string FileName { get; init; }

    /// <summary>Bytes. Documented.</summary>
    public long? FileSize { get; init; }
}
