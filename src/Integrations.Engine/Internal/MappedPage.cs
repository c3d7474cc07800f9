using Integrations.Abstractions;

namespace Integrations.Engine;

/// <summary>A page after mapping, on its way from the reader to the writer.</summary>
/// <param name="Records">Its records.</param>
/// <param name="Page">The page, without the records that were mapped.</param>
/// <param name="Cost">The requests that it took.</param>
internal sealed record MappedPage(IReadOnlyList<MappedRecord> Records, SyncPage Page, RequestCounts Cost);
