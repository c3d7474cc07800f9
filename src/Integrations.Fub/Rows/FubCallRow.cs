namespace Integrations.Fub;

/// <summary>One row of <c>fub_calls</c>: a call. One property per column, in the order of the table.</summary>
internal sealed record FubCallRow
{
    public required string AdCallId { get; init; }

    public string? FubAccountIdRaw { get; init; }

    public string? UserName { get; init; }

    public string? Name { get; init; }

    public string? PeopleName { get; init; }

    public required long CallId { get; init; }

    public DateTimeOffset? FubCreatedAt { get; init; }

    public DateTimeOffset? FubUpdatedAt { get; init; }

    public long? CreatedById { get; init; }

    public long? UpdatedById { get; init; }

    public string? Phone { get; init; }

    public string? FromNumber { get; init; }

    public string? ToNumber { get; init; }

    public string? Note { get; init; }

    public string? Outcome { get; init; }

    public bool? IsIncoming { get; init; }

    public int? Duration { get; init; }

    public string? RecordingUrl { get; init; }

    public long? FubUserId { get; init; }

    public long? PersonId { get; init; }

    public long? UserId { get; init; }

    public long? CredentialsId { get; init; }
}
