namespace Integrations.Rezen;

/// <summary>A document to be added to a checklist. One client names 10 MB as the most (Assumed).</summary>
public sealed record RezenNewDocument
{
    /// <summary>Name as shown. Observed.</summary>
    public required string Name { get; init; }

    /// <summary>Free text. Observed.</summary>
    public string? Description { get; init; }

    /// <summary>Yenta id of who adds it. Observed.</summary>
    public required string UploaderId { get; init; }

    /// <summary>The transaction. Observed.</summary>
    public required string TransactionId { get; init; }

    /// <summary>Name of the file. Observed.</summary>
    public required string FileName { get; init; }

    /// <summary>Kind of the file. Default <c>application/pdf</c>.</summary>
    public string ContentType { get; init; } = "application/pdf";

    /// <summary>The file.</summary>
    public required ReadOnlyMemory<byte> Content { get; init; }
}
