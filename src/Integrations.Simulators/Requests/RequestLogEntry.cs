namespace Integrations.Simulators;

/// <summary>One request as the simulator saw it. Never holds a key.</summary>
/// <param name="Number">Order of arrival, from 1.</param>
/// <param name="Time">Time of the answer by the simulator's clock, UTC.</param>
/// <param name="Method">HTTP method.</param>
/// <param name="Account">Vendor account id. Null when the key was not known.</param>
/// <param name="UserId">Vendor user id behind the key. Null when the key was not known.</param>
/// <param name="Path">Path below the API root, for example <c>people</c> or <c>people/9002</c>.</param>
/// <param name="Query">Query as received, with its question mark; empty when there was none.</param>
/// <param name="Status">HTTP status sent. 0 when the connection was cut.</param>
/// <param name="System">Value of the X-System header. Null when absent.</param>
public sealed record RequestLogEntry(long Number, DateTimeOffset Time, string Method, long? Account, long? UserId, string Path, string Query, int Status, string? System);
