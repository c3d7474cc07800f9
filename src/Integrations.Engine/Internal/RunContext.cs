using Integrations.Abstractions;

namespace Integrations.Engine;

/// <summary>What the parts of one run share.</summary>
internal sealed class RunContext(SyncClaim claim, ISyncSource source, RunPlan plan)
{
    private RequestCounts _charged;

    public SyncClaim Claim { get; } = claim;

    public ISyncSource Source { get; } = source;

    public RunPlan Plan { get; } = plan;

    public SyncLease Lease => Claim.Lease;

    public StreamName Stream => Claim.Lease.Stream;

    public RequestTally Tally { get; } = new();

    public DriftTally Drift { get; } = new();

    public RecordCounts Counts { get; private set; }

    /// <summary>What the run cost at the vendor and no batch has stored yet, such as counts.</summary>
    public RequestCounts Uncharged => new(0, Tally.Requests - _charged.Requests, Tally.Throttled - _charged.Throttled, Tally.BytesRead - _charged.BytesRead);

    public void Add(RecordCounts counts, RequestCounts charged = default)
    {
        Counts += counts;
        _charged += charged;
    }
}
