using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Integrations.Abstractions;
using Integrations.Http;
using Refit;

// A vendor package in the making.
public static class AcmeGiven
{
    public static IVendorApiFactory factory = null!;
    public static SyncRequest request = null!;
    public static StreamName stream;
}

public sealed class AcmeOptions
{
    public Uri BaseAddress { get; set; } = null!;

    public string? ClientId { get; set; }

    public string? ClientSecret { get; set; }
}

public sealed record AcmeQuery;

public sealed record AcmePage
{
    public static AcmePage Read(ReceivedBody body) => new();
}

public sealed record ContactRow(string ContactId, string? Name, DateTimeOffset? ChangedAt);

public sealed class AcmeErrorReader : IVendorErrorReader
{
    public VendorError? Read(System.Net.HttpStatusCode status, string path, ReadOnlySpan<byte> body) => null;
}

public sealed class AcmeAuthenticationHandler(AcmeOptions options) : VendorAuthenticationHandler
{
    protected override void Apply(HttpRequestMessage request, VendorCredential credential) => request.Headers.Add("X-Acme", options.ToString());
}

public sealed class AcmeJsonContext() : JsonSerializerContext(null)
{
    public static AcmeJsonContext Default { get; } = new();

    protected override JsonSerializerOptions? GeneratedSerializerOptions => null;

    public override JsonTypeInfo? GetTypeInfo(Type type) => null;
}
