namespace Integrations.Fub;

/// <summary>One row of <c>fub_events</c>: a lead activity. One property per column, in the order of the table.</summary>
internal sealed record FubEventRow
{
    public string? FubAccountIdRaw { get; init; }

    public required string AdEventsId { get; init; }

    public required long FubEventsId { get; init; }

    public DateTimeOffset? FubCreatedAt { get; init; }

    public DateTimeOffset? FubUpdatedAt { get; init; }

    public string? PeopleName { get; init; }

    public DateTimeOffset? Occurred { get; init; }

    public string? Source { get; init; }

    public string? Type { get; init; }

    public string? PropertyStreet { get; init; }

    public string? PropertyCity { get; init; }

    public string? PropertyState { get; init; }

    public string? PropertyZip { get; init; }

    public long? PropertyId { get; init; }

    public string? Message { get; init; }

    public string? Description { get; init; }

    public long? PeopleId { get; init; }

    public long? CredentialsId { get; init; }

    public string? PageTitle { get; init; }

    public string? PageUrl { get; init; }

    public int? PageDuration { get; init; }

    public ReadOnlyMemory<byte>? Property { get; init; }

    public ReadOnlyMemory<byte>? PropertySearch { get; init; }

    public long? UserId { get; init; }
}
