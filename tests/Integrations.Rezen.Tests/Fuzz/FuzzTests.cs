using System.Net;
using System.Text.Json.Nodes;
using Integrations.Testing;

namespace Integrations.Rezen.Tests;

public sealed class FuzzTests : FuzzContractTests
{
    protected override IReadOnlyList<FuzzStream> Streams => RezenFuzzStream.All;

    [Fact]
    public void I16_a_bad_error_body_never_throws()
    {
        var reader = new RezenErrorReader();
        byte[] sound = """{"com.real.commons.apierror.ApiError":{"status":403,"message":"Not authorized.","error":{"detail":"x"}}}"""u8.ToArray();
        HttpStatusCode[] statuses = [HttpStatusCode.BadRequest, HttpStatusCode.Forbidden, HttpStatusCode.NotFound, HttpStatusCode.InternalServerError];

        for (int i = 0; i < Bodies / 10; i++)
        {
            var random = new Random(unchecked((Seed * 397) ^ i));
            byte[] body = random.Next(2) == 0 ? BadInput.Body(sound, random) : BadInput.Record(JsonNode.Parse(sound)!.AsObject(), random);
            Exception? thrown = Xunit.Record.Exception(() => reader.Read(statuses[i % statuses.Length], "api/v1/transactions", body));
            Assert.True(thrown is null, $"seed {Seed}, body {i}: {Convert.ToBase64String(body)} {thrown}");
        }
    }
}
