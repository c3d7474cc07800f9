using System.Text.Json.Serialization;
using Integrations.Abstractions;

namespace Integrations.Fub;

/// <summary>What a lead did. An open vocabulary: a word that is not listed is kept as it came.</summary>
/// <param name="Value">The word as Follow Up Boss writes it.</param>
[JsonConverter(typeof(OpenEnumJsonConverter<FubEventType>))]
public readonly record struct FubEventType(string Value) : IOpenEnum<FubEventType>
{
    /// <summary><c>Registration</c>. Documented.</summary>
    public static FubEventType Registration { get; } = new("Registration");

    /// <summary><c>Inquiry</c>. Documented.</summary>
    public static FubEventType Inquiry { get; } = new("Inquiry");

    /// <summary><c>Seller Inquiry</c>. Documented.</summary>
    public static FubEventType SellerInquiry { get; } = new("Seller Inquiry");

    /// <summary><c>Property Inquiry</c>. Documented.</summary>
    public static FubEventType PropertyInquiry { get; } = new("Property Inquiry");

    /// <summary><c>General Inquiry</c>. Documented.</summary>
    public static FubEventType GeneralInquiry { get; } = new("General Inquiry");

    /// <summary><c>Viewed Property</c>. Documented.</summary>
    public static FubEventType ViewedProperty { get; } = new("Viewed Property");

    /// <summary><c>Saved Property</c>. Documented.</summary>
    public static FubEventType SavedProperty { get; } = new("Saved Property");

    /// <summary><c>Visited Website</c>. Documented.</summary>
    public static FubEventType VisitedWebsite { get; } = new("Visited Website");

    /// <summary><c>Incoming Call</c>. Documented.</summary>
    public static FubEventType IncomingCall { get; } = new("Incoming Call");

    /// <summary><c>Unsubscribed</c>. Documented.</summary>
    public static FubEventType Unsubscribed { get; } = new("Unsubscribed");

    /// <summary><c>Property Search</c>. Documented.</summary>
    public static FubEventType PropertySearch { get; } = new("Property Search");

    /// <summary><c>Saved Property Search</c>. Documented.</summary>
    public static FubEventType SavedPropertySearch { get; } = new("Saved Property Search");

    /// <summary><c>Visited Open House</c>. Documented.</summary>
    public static FubEventType VisitedOpenHouse { get; } = new("Visited Open House");

    /// <summary><c>Viewed Page</c>. Documented.</summary>
    public static FubEventType ViewedPage { get; } = new("Viewed Page");

    /// <summary><c>Virtually Toured Property</c>. Observed; not in the documented list.</summary>
    public static FubEventType VirtuallyTouredProperty { get; } = new("Virtually Toured Property");

    /// <inheritdoc/>
    public bool IsKnown => Value is
        "Registration" or "Inquiry" or "Seller Inquiry" or "Property Inquiry" or "General Inquiry" or "Viewed Property"
        or "Saved Property" or "Visited Website" or "Incoming Call" or "Unsubscribed" or "Property Search"
        or "Saved Property Search" or "Visited Open House" or "Viewed Page" or "Virtually Toured Property";

    /// <inheritdoc/>
    public static FubEventType From(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
