using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Integrations.Abstractions;
using Refit;

namespace Integrations.Http.Tests;

/// <summary>An invented vendor: what a vendor package gives to this one.</summary>
internal static class Acme
{
    public const string Name = "acme";

    public static AccountRef Account(long id) => new(Name, new RowId(id));

    public static VendorCall Call(AccountRef? account, RequestTally? tally = null, VendorCredential? credential = null) => new()
    {
        Vendor = Name,
        Account = account,
        Credential = credential,
        Stream = new StreamName(Name, "things"),
        Operation = "read page",
        Tally = tally,
    };

    public static VendorHttpProfile Profile(Uri address, IReadOnlyDictionary<string, RateLimit>? accounts = null, IReadOnlyDictionary<string, RateLimit>? system = null) => new()
    {
        Vendor = Name,
        BaseAddress = address,
        Json = AcmeJson.Default,
        Bodies = new VendorBodyReaders().Add(static body => new AcmePage(
            CapturedJson.ReadPage(body.Bytes, AcmeJson.Default.AcmeThing, static path => path == "things"),
            body.ServerTime)),
        Authentication = static services => new AcmeAuthenticationHandler((AcmeRenewals?)services.GetService(typeof(AcmeRenewals))),
        RateContext = static request => request.RequestUri!.AbsolutePath.Contains("notes", StringComparison.Ordinal) ? "notes" : "global",
        SystemRateContext = system is null ? null : static _ => "all",
        AccountLimits = accounts ?? new Dictionary<string, RateLimit>(),
        SystemLimits = system ?? new Dictionary<string, RateLimit>(),
        RateSignals = new RateHeaders { Window = "X-RateLimit-Window", Context = "X-RateLimit-Context" }.Read,
        Errors = new AcmeErrorReader(),
        RequestIdHeader = "X-Request-Id",
    };
}

public interface IAcmeApi
{
    [Get("/v1/things")]
    Task<AcmePage> ListAsync([Query(Format = "yyyy-MM-ddTHH:mm:ssZ")] DateTimeOffset? updatedAfter = null, CancellationToken cancellationToken = default);

    [Get("/v1/things/{id}")]
    Task<AcmeThing> GetAsync(long id, CancellationToken cancellationToken = default);

    [Get("/v1/raw")]
    Task<ReceivedBody> RawAsync(CancellationToken cancellationToken = default);

    [Get("/v1/notes")]
    Task<ReceivedBody> NotesAsync(CancellationToken cancellationToken = default);

    [Post("/v1/things")]
    Task<AcmeThing> CreateAsync([Body] AcmeThing thing, CancellationToken cancellationToken = default);

    [Get("/v1/unlisted")]
    Task<AcmeUnlisted> UnlistedAsync(CancellationToken cancellationToken = default);
}

public sealed record AcmePage(CapturedPage<AcmeThing> Page, DateTimeOffset? ServerTime);

public sealed record AcmeThing
{
    public long Id { get; init; }

    public string? Name { get; init; }

    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Extra { get; set; }
}

public sealed record AcmeUnlisted(string? Word);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(AcmeThing))]
internal sealed partial class AcmeJson : JsonSerializerContext;

internal sealed class AcmeRenewals
{
    private int _count;

    public int Count => _count;

    public Func<VendorCredential, Task<VendorCredential?>> Renew { get; set; } = _ => Task.FromResult<VendorCredential?>(null);

    public async ValueTask<VendorCredential?> RunAsync(VendorCredential credential)
    {
        Interlocked.Increment(ref _count);
        return await Renew(credential);
    }
}

internal sealed class AcmeAuthenticationHandler(AcmeRenewals? renewals) : VendorAuthenticationHandler
{
    protected override void Apply(HttpRequestMessage request, VendorCredential credential) =>
        request.Headers.Authorization = new("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes($"{credential.ApiKey}:")));

    protected override bool CanRenew(VendorCredential credential) => true;

    protected override ValueTask<VendorCredential?> RenewAsync(AccountRef account, VendorCredential credential, CancellationToken cancellationToken) =>
        renewals?.RunAsync(credential) ?? base.RenewAsync(account, credential, cancellationToken);
}

internal sealed class AcmeErrorReader : IVendorErrorReader
{
    public VendorError? Read(HttpStatusCode status, string path, ReadOnlySpan<byte> body)
    {
        string text = Encoding.UTF8.GetString(body);
        return text.Contains("token is stale", StringComparison.Ordinal)
            ? new VendorError { Kind = VendorErrorKind.Cursor, Code = "stale_token" }
            : text.Contains("bad field", StringComparison.Ordinal) ? new VendorError { Code = "bad_field", Fields = ["name"] } : null;
    }
}
