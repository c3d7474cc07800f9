using System.Text.Json.Serialization;

namespace Integrations.Fub;

/// <summary>A lead or an activity of a lead. The vendor finds its person by e-mail address, or by phone number together with first and last name, or makes one; lead routing and automations run. Documented.</summary>
public sealed record FubLead
{
    /// <summary>Where the lead comes from, for example the name of a portal. Documented.</summary>
    public required string Source { get; init; }

    /// <summary>Name of the system that sends it. Documented.</summary>
    public string? System { get; init; }

    /// <summary>What happened. <c>Inquiry</c> becomes a property or general inquiry. Documented.</summary>
    public required FubEventType Type { get; init; }

    /// <summary>Whose activity it is. Documented.</summary>
    public required FubLeadPerson Person { get; init; }

    /// <summary>What the lead wrote. Documented.</summary>
    public string? Message { get; init; }

    /// <summary>Free text. Documented.</summary>
    public string? Description { get; init; }

    /// <summary>The property; the postal code is <see cref="FubProperty.Code"/>. Documented.</summary>
    public FubProperty? Property { get; init; }

    /// <summary>The search. Documented.</summary>
    public FubPropertySearch? PropertySearch { get; init; }

    /// <summary>Where the lead was won. Documented.</summary>
    public FubCampaign? Campaign { get; init; }

    /// <summary>Title of the viewed page. Documented.</summary>
    public string? PageTitle { get; init; }

    /// <summary>Address of the viewed page. Documented.</summary>
    public string? PageUrl { get; init; }

    /// <summary>Address that led there. Documented.</summary>
    public string? PageReferrer { get; init; }

    /// <summary>Seconds on the page. Documented.</summary>
    public long? PageDuration { get; init; }

    /// <summary>When it happened. Null takes the present; older than a day runs no automation. Documented. Sent in UTC, whole seconds.</summary>
    [JsonConverter(typeof(UtcSecondsConverter))]
    public DateTimeOffset? OccurredAt { get; init; }
}
