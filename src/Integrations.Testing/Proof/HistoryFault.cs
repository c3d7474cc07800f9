namespace Integrations.Testing;

/// <summary>What is wrong at the end of a history.</summary>
internal sealed record HistoryFault(HistoryFaultKind Kind, string What);
