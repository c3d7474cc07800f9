using Npgsql;

[assembly: AssemblyFixture(typeof(Integrations.Persistence.Postgres.Tests.LocalPostgres))]

namespace Integrations.Persistence.Postgres.Tests;

public sealed class LocalPostgres
{
    private const string Server = "Host=127.0.0.1;Port=55411;Username=postgres";
    private int _next;

    public async Task<NpgsqlDataSource> CreateAsync()
    {
        string name = $"t{Environment.ProcessId}_{Interlocked.Increment(ref _next)}";
        await using NpgsqlDataSource admin = NpgsqlDataSource.Create(Server + ";Database=postgres");
        await using NpgsqlCommand command = admin.CreateCommand($"create database {name}");
        await command.ExecuteNonQueryAsync();
        return NpgsqlDataSource.Create($"{Server};Database={name}");
    }
}
