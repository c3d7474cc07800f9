using System.Security.Cryptography;
using System.Text;
using Integrations.Abstractions;

namespace Integrations.Rezen.Tests;

/// <summary>The vector of the dossier, section 6, and every shape of a delivery that is thought possible.</summary>
public sealed class RezenWebhookReaderTests
{
    private const string Secret = "synthetic-webhook-secret";
    private const string Body = """{"id":"11111111-2222-4333-8444-555555555555","event":"TRANSACTION_UPDATED"}""";
    private const string Hex = "81bc1cf9d0191437bd93975c07ae42df3a6a5bc6fb7d7752ecc9adcf9c65449f";
    private const string Base64 = "gbwc+dAZFDe9k5dcB65C3zpqW8b7fXdS7Mmtz5xlRJ8=";

    [Fact]
    public void A_delivery_is_not_signed_where_the_options_name_no_secret() => Assert.Equal(WebhookVerdict.NotSigned, Verify(Body, Hex, static o => o.Secret = o.SignatureHeader = null));

    [Theory]
    [InlineData(Hex, RezenSignatureEncoding.Hex, null)]
    [InlineData("81BC1CF9D0191437BD93975C07AE42DF3A6A5BC6FB7D7752ECC9ADCF9C65449F", RezenSignatureEncoding.Hex, null)]
    [InlineData("sha256=" + Hex, RezenSignatureEncoding.Hex, "sha256=")]
    [InlineData(Base64, RezenSignatureEncoding.Base64, null)]
    public void A_signature_is_valid_in_the_configured_writing(string signature, RezenSignatureEncoding encoding, string? prefix) =>
        Assert.Equal(WebhookVerdict.Valid, Verify(Body, signature, o => (o.SignatureEncoding, o.SignaturePrefix) = (encoding, prefix)));

    [Theory]
    [InlineData(null, RezenSignatureEncoding.Hex, null)]
    [InlineData("", RezenSignatureEncoding.Hex, null)]
    [InlineData(Base64, RezenSignatureEncoding.Hex, null)]
    [InlineData(Hex, RezenSignatureEncoding.Base64, null)]
    [InlineData(Hex, RezenSignatureEncoding.Hex, "sha256=")]
    [InlineData("91bc1cf9d0191437bd93975c07ae42df3a6a5bc6fb7d7752ecc9adcf9c65449f", RezenSignatureEncoding.Hex, null)]
    [InlineData("81bc1cf9d0191437bd93975c07ae42df3a6a5bc6fb7d7752ecc9adcf9c6544", RezenSignatureEncoding.Hex, null)]
    [InlineData("zzbc1cf9d0191437bd93975c07ae42df3a6a5bc6fb7d7752ecc9adcf9c65449f", RezenSignatureEncoding.Hex, null)]
    [InlineData("gbwc+dAZFDe9k5dcB65C3zpqW8b7fXdS7Mmtz5xlRJ8", RezenSignatureEncoding.Base64, null)]
    public void I11_any_other_signature_is_invalid(string? signature, RezenSignatureEncoding encoding, string? prefix) =>
        Assert.Equal(WebhookVerdict.Invalid, Verify(Body, signature, o => (o.SignatureEncoding, o.SignaturePrefix) = (encoding, prefix)));

    [Fact]
    public void A_changed_body_is_invalid() => Assert.Equal(WebhookVerdict.Invalid, Verify(Body.Replace("UPDATED", "CREATED", StringComparison.Ordinal), Hex));

    [Theory]
    [InlineData(RezenSignatureAlgorithm.HmacSha512)]
    [InlineData(RezenSignatureAlgorithm.HmacSha1)]
    public void Other_algorithms_are_the_hosts_choice(RezenSignatureAlgorithm algorithm)
    {
#pragma warning disable CA5350 // For a vendor that signs so.
        byte[] signature = algorithm == RezenSignatureAlgorithm.HmacSha512
            ? HMACSHA512.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes(Body))
            : HMACSHA1.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes(Body));
#pragma warning restore CA5350

        Assert.Equal(WebhookVerdict.Valid, Verify(Body, Convert.ToHexString(signature), o => o.SignatureAlgorithm = algorithm));
    }

    [Theory]
    [InlineData("""{"eventName":"TRANSACTION_UPDATED","rezenObject":{"id":"b1","type":"TRANSACTION"},"timestamp":1776722231967,"userId":"aa"}""", "TRANSACTION_UPDATED", "transactions", "b1")]
    [InlineData("""{"event":"LISTING_CREATED","id":"b2"}""", "LISTING_CREATED", "listings", "b2")]
    [InlineData("""{"eventType":"changed","data":{"id":"b3","type":"LISTING"}}""", "changed", "listings", "b3")]
    [InlineData("""{"eventType":"changed","transactionId":"b4"}""", "changed", "transactions", "b4")]
    [InlineData("""{"eventType":"changed","listingId":"b5"}""", "changed", "listings", "b5")]
    [InlineData("""{"type":"TRANSACTION","id":"b6"}""", "TRANSACTION", "transactions", "b6")]
    [InlineData("""{"eventName":"LISTING_CLOSED","rezenObject":{"id":"b7","type":"TRANSACTION"}}""", "LISTING_CLOSED", "listings", "b7")]
    [InlineData("""{"eventName":"WEBHOOK_ENDPOINT_TEST_EVENT"}""", "WEBHOOK_ENDPOINT_TEST_EVENT", null, "")]
    [InlineData("""{"eventName":"SOMETHING_ELSE","id":"b8"}""", "SOMETHING_ELSE", null, "b8")]
    [InlineData("""{"eventName":7,"id":9}""", "7", null, "9")]
    [InlineData("""{"eventName":null,"event":{"x":1},"rezenObject":[],"data":null,"id":{"x":1}}""", "UNNAMED", null, "")]
    [InlineData("{}", "UNNAMED", null, "")]
    public void Any_object_is_read_for_what_it_names(string body, string name, string? stream, string ids)
    {
        WebhookEvent read = Read(body);

        Assert.Equal((name, stream, ids, false), (read.Name, read.Stream?.Entity, string.Join(',', read.Ids), read.IsDelete));
    }

    [Fact]
    public void A_time_of_milliseconds_is_read() => Assert.Equal(
        DateTimeOffset.FromUnixTimeMilliseconds(1776722231967), Read("""{"eventName":"TRANSACTION_UPDATED","timestamp":1776722231967}""").CreatedAt);

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("{\"event\":")]
    [InlineData("<html></html>")]
    [InlineData("""{"eventName":"\ud800"}""")]
    public void What_is_no_JSON_object_is_no_delivery(string body) => Assert.Throws<IntegrationProtocolException>(() => Read(body));

    private static WebhookEvent Read(string body) => Reader(static _ => { }).Read(Encoding.UTF8.GetBytes(body));

    private static WebhookVerdict Verify(string body, string? signature, Action<RezenWebhookOptions>? options = null)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (signature is not null)
        {
            headers["x-rezen-signature"] = signature;
        }

        return Reader(o =>
        {
            (o.Secret, o.SignatureHeader) = (Secret, "X-Rezen-Signature");
            options?.Invoke(o);
        }).Verify(new WebhookDelivery { Body = Encoding.UTF8.GetBytes(body), Headers = headers, Account = new AccountRef("rezen", new RowId(1)), ReceivedAt = DateTimeOffset.UnixEpoch });
    }

    private static RezenWebhookReader Reader(Action<RezenWebhookOptions> options)
    {
        var all = new RezenOptions();
        options(all.Webhooks);
        return new RezenWebhookReader(Microsoft.Extensions.Options.Options.Create(all));
    }
}
