namespace Integrations.Http;

/// <summary>A page of records with what stood around them.</summary>
/// <typeparam name="T">Wire model of a record.</typeparam>
/// <param name="Records">Every record of the page, readable or not, in the vendor's order.</param>
/// <param name="RecordsPath">Where the records stood: <c>people</c>, <c>data.files</c>, or empty when the page is the array itself.</param>
/// <param name="Envelope">The other properties by path, each as UTF-8 JSON, for example <c>_metadata</c>. Slices of the page's buffer.</param>
public sealed record CapturedPage<T>(IReadOnlyList<CapturedRecord<T>> Records, string RecordsPath, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Envelope)
    where T : class;
