[assembly: AssemblyFixture(typeof(Integrations.Testing.PostgresFixture))]
