namespace Integrations.Benchmarks;

/// <summary>What <see cref="HostProcess"/> asks its process to do.</summary>
/// <param name="Vendor">Word of the vendor.</param>
/// <param name="Address">The simulator.</param>
/// <param name="ConnectionString">An empty database.</param>
/// <param name="Keys">Keys of the accounts to connect. The first belongs to user 1 of the host application.</param>
/// <param name="Entities">Streams of the first account to read one after the other, without workers. Null to onboard everything of all accounts with workers.</param>
internal sealed record OnboardAsk(string Vendor, Uri Address, string ConnectionString, IReadOnlyList<string> Keys, IReadOnlyList<string>? Entities);
