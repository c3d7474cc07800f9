namespace Integrations.Testing;

/// <summary>What a worker that will be killed is started with.</summary>
/// <param name="ConnectionString">The database, through a proxy. Holds a password: pass it by environment, not on the command line.</param>
/// <param name="VendorAddress">The vendor, through a proxy.</param>
/// <param name="LeaseDuration">How long its leases are to last. Short, so that what a killed worker held is soon free.</param>
public sealed record CrashWorkerSettings(string ConnectionString, Uri VendorAddress, TimeSpan LeaseDuration);
