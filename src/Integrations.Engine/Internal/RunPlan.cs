using Integrations.Abstractions;

namespace Integrations.Engine;

/// <summary>What a claim means: which read, from where, by which path. Pure.</summary>
internal sealed record RunPlan(SyncMode Mode, DateTimeOffset? Since, bool IsContinued, RunPhase Phase, bool IsStaged)
{
    /// <summary>Read again behind the last success, for clocks that differ and records that become visible late.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(10);

    public static RunPlan Of(SyncClaim claim, SyncStreamDescriptor descriptor, DateTimeOffset now)
    {
        SyncState state = claim.State;
        bool neverRead = state.LastFullSyncAt is null;

        // A full read under way is finished first, whatever was asked: it covers every delta, and dropping it would start it over.
        SyncMode mode = neverRead || state.ModeUnderWay == SyncMode.Full || descriptor.DeltaIsFullRead
            ? SyncMode.Full
            : claim.JobType switch
            {
                SyncJobType.Onboarding or SyncJobType.Reconcile => SyncMode.Full,
                SyncJobType.CreatedToday => SyncMode.CreatedSince,
                SyncJobType.Check => SyncMode.Keys,
                _ => SyncMode.Delta,
            };
        DateTimeOffset? since = mode == SyncMode.Full || claim.JobType is not (SyncJobType.CreatedToday or SyncJobType.UpdatedToday)
            ? null
            : Earlier(AccountClock.StartOfToday(claim.Account, now), (state.LastSyncAt ?? now) - Margin);
        bool isContinued = state.ModeUnderWay == mode && mode != SyncMode.CreatedSince && (mode != SyncMode.Keys || descriptor.HasCheapKeys);
        bool isStaged = mode switch
        {
            SyncMode.Full => neverRead && descriptor.StagingTable is not null,
            SyncMode.Delta or SyncMode.CreatedSince => descriptor.DeltaStagingTable is not null,
            _ => false,
        };
        return new RunPlan(mode, since, isContinued, isContinued ? state.Phase : RunPhase.Read, isStaged);
    }

    private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;
}
