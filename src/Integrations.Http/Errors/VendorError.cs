namespace Integrations.Http;

/// <summary>What a vendor's error body says.</summary>
public sealed record VendorError
{
    /// <summary>The vendor's code, or a stable word that the reader gives to a known message, for example <c>deep_pagination</c>. Null when there is none. Never customer data.</summary>
    public string? Code { get; init; }

    /// <summary>A kind that differs from what the status says. Null when the status is right.</summary>
    public VendorErrorKind? Kind { get; init; }

    /// <summary>Names of the fields that the vendor complains about. Empty when it names none.</summary>
    public IReadOnlyList<string> Fields { get; init; } = [];

    /// <summary>What the user can do about it, in a sentence. Null takes the kind's own remedy.</summary>
    public string? Remedy { get; init; }
}
