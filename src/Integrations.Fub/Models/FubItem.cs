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
    public T Required() => Record.Required(FubDefaults.Vendor);
}
