using System.Text.Json.Serialization;
using Integrations.Abstractions;

namespace Integrations.Fub;

/// <summary>How a person came into the account. An open vocabulary: a word that is not listed is kept as it came.</summary>
/// <param name="Value">The word as Follow Up Boss writes it.</param>
[JsonConverter(typeof(OpenEnumJsonConverter<FubPersonCreatedVia>))]
public readonly record struct FubPersonCreatedVia(string Value) : IOpenEnum<FubPersonCreatedVia>
{
    /// <summary><c>API</c>. Observed.</summary>
    public static FubPersonCreatedVia API { get; } = new("API");

    /// <summary><c>Email Parsing</c>. Observed.</summary>
    public static FubPersonCreatedVia EmailParsing { get; } = new("Email Parsing");

    /// <summary><c>Historic Email Parsing</c>. Observed.</summary>
    public static FubPersonCreatedVia HistoricEmailParsing { get; } = new("Historic Email Parsing");

    /// <summary><c>Import</c>. Observed.</summary>
    public static FubPersonCreatedVia Import { get; } = new("Import");

    /// <summary><c>Manually</c>. Observed.</summary>
    public static FubPersonCreatedVia Manually { get; } = new("Manually");

    /// <inheritdoc/>
    public bool IsKnown => Value is "API" or "Email Parsing" or "Historic Email Parsing" or "Import" or "Manually";

    /// <inheritdoc/>
    public static FubPersonCreatedVia From(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
