namespace Integrations.Testing.Tests;

/// <summary>Faults that real sources have had; each must be caught by the suite.</summary>
public enum Bug
{
    None,
    LosesThePageAfterTheCursor,
    BeginsAnew,
    LoopsOnRepeatedCursor,
    NeverSaysLast,
    SaysLastTooEarly,
    TakesRateLimitForFailure,
    TakesNotJsonForEmptyPage,
    TakesCutPageForPage,
    DropsUnreadableRecords,
    FailsThePageOnUnreadableRecords,
    ForgetsUnknownFields,
    IgnoresForeignCursors,
    WrapsCancellation,
    ForgetsAbsentIds,
    TakesErrorsForDeletes,
    CountsWrongly,
    CountsNoRequests,
    RetriesWithoutEnd,
    StormsOn401,
    NeverRenews,
    LeaksTheSecret,
    RewritesTheRawPayload,
    MapperThrows,
    DeltaSeesNothing,
    SharesStateBetweenReads,
}
