namespace Integrations.Abstractions;

/// <summary>What is stored about one account and its work. Holds no customer data and no secret.</summary>
public sealed record AccountFacts
{
    /// <summary>The account.</summary>
    public required AccountRef Account { get; init; }

    /// <summary>Its state.</summary>
    public required AccountStatus Status { get; init; }

    /// <summary>Why it is not active. Null when it is, or nobody said.</summary>
    public string? StatusReason { get; init; }

    /// <summary>When the account row changed last: for an account that is not active, when that began.</summary>
    public DateTimeOffset? ChangedAt { get; init; }

    /// <summary>True when a credential is stored.</summary>
    public bool HasCredential { get; init; }

    /// <summary>When the stored access token ends. Null for a key, which does not.</summary>
    public DateTimeOffset? CredentialExpiresAt { get; init; }

    /// <summary>Open items of the worker queue.</summary>
    public Backlog Queue { get; init; }

    /// <summary>Allowances that have been used.</summary>
    public IReadOnlyList<RateBudgetFacts> RateBudgets { get; init; } = [];

    /// <summary>Its streams, in the order in which an onboarding reads them.</summary>
    public IReadOnlyList<StreamFacts> Streams { get; init; } = [];
}
