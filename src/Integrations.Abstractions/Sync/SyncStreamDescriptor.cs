namespace Integrations.Abstractions;

/// <summary>What a stream is: names, dependencies, schedule and capabilities. Data only.</summary>
public sealed record SyncStreamDescriptor
{
    /// <summary>Vendor and entity. The entity word is what <c>sync_state.entity_type</c> holds.</summary>
    public required StreamName Name { get; init; }

    /// <summary>The mirror table.</summary>
    public required EntityTable Table { get; init; }

    /// <summary>Staging table of an onboarding run. Null when onboarding takes the direct path.</summary>
    public string? StagingTable { get; init; }

    /// <summary>Staging table of delta runs. Null when a delta takes the direct path.</summary>
    public string? DeltaStagingTable { get; init; }

    /// <summary>The staging tables that the stream has: the onboarding's, then the delta's.</summary>
    public IEnumerable<string> StagingTables => new[] { StagingTable, DeltaStagingTable }.OfType<string>();

    /// <summary>Where the vendor's wide table of onboarding jobs shows the stream's step. Empty when it does not; several when one stream has several names there.</summary>
    public IReadOnlyList<JobStepColumns> OnboardingJobColumns { get; init; } = [];

    /// <summary>Where the vendor's wide table of all other jobs shows the stream's step. Empty when it does not.</summary>
    public IReadOnlyList<JobStepColumns> SyncJobColumns { get; init; } = [];

    /// <summary>Where the vendor's table of sync jobs shows the comparison of counts. Null when it does not.</summary>
    public JobCountColumns? JobCountColumns { get; init; }

    /// <summary>Where the vendor's account table keeps the counts of this stream. Null when it keeps none.</summary>
    public CountColumns? CountColumns { get; init; }

    /// <summary>Entities of the same vendor that an onboarding reads first, so that references find their targets.</summary>
    public IReadOnlyList<string> DependsOn { get; init; } = [];

    /// <summary>Default delta strategy, for example <c>updated-since</c>. Informative; the source decides per account.</summary>
    public required string Strategy { get; init; }

    /// <summary>True when a delta run is itself a full read, so that deletions are found by each run.</summary>
    public bool DeltaIsFullRead { get; init; }

    /// <summary>True when the vendor lists identifiers with change stamps for much less than whole records, so that a comparison by key is worth while.</summary>
    public bool HasCheapKeys { get; init; }

    /// <summary>What a count costs.</summary>
    public CountCost CountCost { get; init; }

    /// <summary>Time between two delta runs.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Age of the last success beyond which the stream counts as late (invariant I10).</summary>
    public TimeSpan FreshnessThreshold { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>How the content hash sees the payload.</summary>
    public HashRules HashRules { get; init; } = HashRules.Default;

    /// <summary>Raised by one when the mapper changes what it writes, so that unchanged payloads are written anew.</summary>
    public int MappingVersion { get; init; } = 1;
}
