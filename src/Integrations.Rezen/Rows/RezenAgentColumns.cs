namespace Integrations.Rezen;

/// <summary>What the rows of the roster and of the profile say of an agent.</summary>
internal abstract record RezenAgentColumns
{
    public string? KeyMakerIdRaw { get; init; }

    public string? SkySlopeIdRaw { get; init; }

    public string? SkySlopePublicId { get; init; }

    public string? AgentStatus { get; init; }

    public string? AgentType { get; init; }

    public string? AgentAccountCountry { get; init; }

    public string? FirstName { get; init; }

    public string? MiddleName { get; init; }

    public string? LastName { get; init; }

    public string? FullName { get; init; }

    public string? Email { get; init; }

    public string? Phone { get; init; }

    public string? Title { get; init; }

    public string? Avatar { get; init; }

    public string? Company { get; init; }

    public DateOnly? JoinDate { get; init; }

    public DateOnly? AnniversaryDate { get; init; }

    public DateOnly? LastAnniversaryDate { get; init; }

    public DateOnly? NextAnniversaryDate { get; init; }

    public IReadOnlyList<string>? AdministrativeAreaIds { get; init; }

    public ReadOnlyMemory<byte>? Divisions { get; init; }

    public bool? OptedIntoSms { get; init; }

    public DateTimeOffset? AgentCreatedAt { get; init; }

    public DateTimeOffset? AgentUpdatedAt { get; init; }

    public decimal? MemberCommissionSplit { get; init; }

    public decimal? LeaderSplit { get; init; }

    public long? UserId { get; init; }
}
