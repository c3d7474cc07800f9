using Integrations.Abstractions;
using Integrations.Http;

namespace Integrations.Fub;

/// <summary>One record, asked for by its id.</summary>
/// <typeparam name="T">Wire model.</typeparam>
/// <param name="Record">The record with its bytes.</param>
internal sealed record FubItem<T>(CapturedRecord<T> Record)
    where T : class
{
    /// <summary>The record.</summary>
    /// <exception cref="IntegrationProtocolException">It cannot be read.</exception>
    public T Required() => Record.Value ?? throw new IntegrationProtocolException(
        Record.Problem?.Message ?? "The record could not be read.",
        new ErrorContext { Vendor = FubDefaults.Vendor, Operation = "read record" });
}
