namespace Integrations.Fub;

/// <summary>One row of <c>fub_people</c>: a person. One property per column, in the order of the table.</summary>
internal sealed record FubPersonRow
{
    public string? PeopleName { get; init; }

    public DateTimeOffset? FubCreatedAt { get; init; }

    public DateTimeOffset? FubUpdatedAt { get; init; }

    public required string AdPeopleId { get; init; }

    public string? FubAccountIdRaw { get; init; }

    public string? AssignedToFubName { get; init; }

    public string? AssignedToFubAccountUserName { get; init; }

    public string? FirstName { get; init; }

    public string? LastName { get; init; }

    public string? Type { get; init; }

    public string? StageName { get; init; }

    public string? SourceName { get; init; }

    public long? SourceId { get; init; }

    public string? SourceUrl { get; init; }

    public string? CreatedVia { get; init; }

    public string? Price { get; init; }

    public decimal? PriceAmount { get; init; }

    public string? DealStatus { get; init; }

    public decimal? DealPrice { get; init; }

    public string? DealStage { get; init; }

    public string? DealName { get; init; }

    public DateOnly? DealCloseDate { get; init; }

    public int? Contacted { get; init; }

    public int? WebsiteVisits { get; init; }

    public bool? Claimed { get; init; }

    public DateTimeOffset? LastActivity { get; init; }

    public string? Url { get; init; }

    public IReadOnlyList<string>? Tags { get; init; }

    public long? StageId { get; init; }

    public required long PeopleId { get; init; }

    public long? AssignedToFubId { get; init; }

    public long? CredentialsId { get; init; }

    public ReadOnlyMemory<byte>? Emails { get; init; }

    public string? PrimaryEmailNorm { get; init; }

    public string? PrimaryPhoneE164 { get; init; }

    public ReadOnlyMemory<byte>? Phones { get; init; }

    public ReadOnlyMemory<byte>? Addresses { get; init; }

    public bool? IsTrashed { get; init; }

    public long? MergedIntoPeopleId { get; init; }

    public long? UserId { get; init; }
}
