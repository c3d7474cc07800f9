namespace Integrations.Abstractions;

/// <summary>Open rejects of one stream and reason class.</summary>
/// <param name="Account">The account.</param>
/// <param name="Stream">The stream.</param>
/// <param name="Code">Reason class.</param>
/// <param name="Count">How many.</param>
/// <param name="OldestAt">When the oldest of them was first rejected.</param>
public sealed record RejectSummary(AccountRef Account, StreamName Stream, string Code, long Count, DateTimeOffset OldestAt);
