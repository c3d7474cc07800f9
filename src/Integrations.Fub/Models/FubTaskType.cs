using System.Text.Json.Serialization;
using Integrations.Abstractions;

namespace Integrations.Fub;

/// <summary>What kind of task it is. An open vocabulary: a word that is not listed is kept as it came.</summary>
/// <param name="Value">The word as Follow Up Boss writes it.</param>
[JsonConverter(typeof(OpenEnumJsonConverter<FubTaskType>))]
public readonly record struct FubTaskType(string Value) : IOpenEnum<FubTaskType>
{
    /// <summary><c>Follow Up</c>. Documented.</summary>
    public static FubTaskType FollowUp { get; } = new("Follow Up");

    /// <summary><c>Call</c>. Documented.</summary>
    public static FubTaskType Call { get; } = new("Call");

    /// <summary><c>Text</c>. Documented.</summary>
    public static FubTaskType Text { get; } = new("Text");

    /// <summary><c>Email</c>. Documented.</summary>
    public static FubTaskType Email { get; } = new("Email");

    /// <summary><c>Appointment</c>. Documented.</summary>
    public static FubTaskType Appointment { get; } = new("Appointment");

    /// <summary><c>Showing</c>. Documented.</summary>
    public static FubTaskType Showing { get; } = new("Showing");

    /// <summary><c>Closing</c>. Documented.</summary>
    public static FubTaskType Closing { get; } = new("Closing");

    /// <summary><c>Open House</c>. Documented.</summary>
    public static FubTaskType OpenHouse { get; } = new("Open House");

    /// <summary><c>Thank You</c>. Documented.</summary>
    public static FubTaskType ThankYou { get; } = new("Thank You");

    /// <inheritdoc/>
    public bool IsKnown => Value is "Follow Up" or "Call" or "Text" or "Email" or "Appointment" or "Showing" or "Closing" or "Open House" or "Thank You";

    /// <inheritdoc/>
    public static FubTaskType From(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
