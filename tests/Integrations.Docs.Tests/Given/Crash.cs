using System.Diagnostics;
using Integrations.Simulators;
using Integrations.Testing;

public static class CrashGiven
{
    public static FubSimulator simulator = null!;
}

public static class MyScenario
{
    public static Task<CrashScenario> OpenAsync(ThrowawayPostgres server, int seed, CancellationToken cancellationToken) => throw new InvalidOperationException();
}

public static class MyWorker
{
    public static ProcessStartInfo StartInfo(string connectionString, Uri vendorAddress, TimeSpan leaseDuration) => throw new InvalidOperationException();
}
