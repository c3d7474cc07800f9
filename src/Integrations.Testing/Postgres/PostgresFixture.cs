using Xunit;

namespace Integrations.Testing;

/// <summary>
/// xUnit fixture around <see cref="SharedPostgres"/>: <c>[assembly: AssemblyFixture(typeof(PostgresFixture))]</c> starts the server before the first test and stops it after the last.
/// </summary>
public sealed class PostgresFixture : IAsyncLifetime
{
    /// <inheritdoc/>
    public async ValueTask InitializeAsync() => await SharedPostgres.GetAsync().ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await SharedPostgres.StopAsync().ConfigureAwait(false);
}
