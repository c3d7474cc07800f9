namespace Integrations.Abstractions;

/// <summary>Why a record cannot be mapped or stored. It ends as a reject with its payload and can be replayed.</summary>
/// <param name="Code">Stable reason class, for example <c>unreadable</c>, <c>missing_id</c>, <c>invalid_date</c>.</param>
/// <param name="Message">What is wrong, in words, without any value of the record.</param>
/// <param name="JsonPath">Where in the record, for example <c>$.created</c>. Null when it concerns the whole.</param>
public sealed record RecordProblem(string Code, string Message, string? JsonPath = null);
