[assembly: AssemblyFixture(typeof(Integrations.Contracts.Tests.PrismServer))]
