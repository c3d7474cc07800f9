using Integrations.Testing;

[assembly: AssemblyFixture(typeof(PostgresFixture))]
