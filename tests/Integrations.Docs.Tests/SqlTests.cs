using Integrations.Engine;
using Integrations.Fub;
using Integrations.Persistence.Postgres;
using Integrations.Testing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Integrations.Docs.Tests;

/// <summary>The SQL of the documentation runs on the migrated tables.</summary>
public sealed class SqlTests
{
    private static readonly Lazy<Task<ThrowawayDatabase>> s_migrated = new(static async () =>
    {
        ThrowawayDatabase database = await SharedPostgres.CreateDatabaseAsync("docs");
        var services = new ServiceCollection();
        services.AddIntegrations().UsePostgres(database.ConnectionString);
        services.AddFubIntegration();
        await using ServiceProvider provider = services.BuildServiceProvider();
        await provider.GetRequiredService<PostgresMigrator>().MigrateAsync();
        return database;
    });

    public static TheoryData<string> Places => [.. Page.All.SelectMany(static p => p.CodeBlocks).Where(static b => b.Language == "sql").Select(static b => b.Place)];

    [Theory]
    [MemberData(nameof(Places))]
    public async Task A_block_of_SQL_runs(string place)
    {
        CodeBlock block = Page.All.SelectMany(static p => p.CodeBlocks).Single(b => b.Place == place);
        ThrowawayDatabase database = await s_migrated.Value;
        await using var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);

        await using var command = new NpgsqlCommand(block.Text, connection, transaction);
        PostgresException? refused = await Record.ExceptionAsync(async () => await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken)) as PostgresException;

        Assert.True(refused is null, $"{place}: {refused?.MessageText} at character {refused?.Position}");
    }
}
