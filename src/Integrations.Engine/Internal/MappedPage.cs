using Integrations.Abstractions;

namespace Integrations.Engine;

/// <summary>A page after mapping, on its way from the reader to the writer.</summary>
internal sealed record MappedPage(IReadOnlyList<MappedRecord> Records, SyncPage Page, RequestCounts Cost);
