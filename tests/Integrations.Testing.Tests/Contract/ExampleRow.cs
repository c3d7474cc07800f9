namespace Integrations.Testing.Tests;

internal sealed record ExampleRow(long Id, string? Name);
