using System.Text.Json.Serialization;
using Integrations.Http;

namespace Integrations.Fub;

/// <summary>What to change of a note; all that is not set stays.</summary>
public sealed record FubNoteUpdate
{
    /// <summary>Subject. Documented.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    [JsonConverter(typeof(ChangeConverter<string>))]
    public Change<string> Subject { get; init; }

    /// <summary>Text, or HTML where <see cref="IsHtml"/> is true. Documented.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    [JsonConverter(typeof(ChangeConverter<string>))]
    public Change<string> Body { get; init; }

    /// <summary>True when <see cref="Body"/> is HTML. Documented.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    [JsonConverter(typeof(ChangeConverter<bool>))]
    public Change<bool> IsHtml { get; init; }
}
