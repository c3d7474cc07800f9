using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Integrations.Testing;

namespace Integrations.Fub.Tests;

public sealed class FuzzTests : FuzzContractTests
{
    protected override IReadOnlyList<FuzzStream> Streams => FubFuzzStream.All;

    [Theory]
    [InlineData("""{"errorMessage":"\ud800"}""")]
    [InlineData("""{"error":"\udc00"}""")]
    public void I16_an_error_message_with_half_a_character_leaves_the_status_to_decide(string body) =>
        Assert.Null(new FubErrorReader().Read(HttpStatusCode.BadRequest, "/v1/people", Encoding.UTF8.GetBytes(body)));

    [Fact]
    public void I16_a_bad_error_body_never_throws()
    {
        var reader = new FubErrorReader();
        byte[] sound = """{"errorMessage":"Deep pagination disabled","error":{"errorMessage":"x"}}"""u8.ToArray();
        HttpStatusCode[] statuses = [HttpStatusCode.BadRequest, HttpStatusCode.Forbidden, HttpStatusCode.NotFound, HttpStatusCode.InternalServerError];

        for (int i = 0; i < Bodies / 10; i++)
        {
            var random = new Random(unchecked((Seed * 397) ^ i));
            byte[] body = random.Next(2) == 0 ? BadInput.Body(sound, random) : BadInput.Record(JsonNode.Parse(sound)!.AsObject(), random);
            Exception? thrown = Xunit.Record.Exception(() => reader.Read(statuses[i % statuses.Length], "/v1/people", body));
            Assert.True(thrown is null, $"seed {Seed}, body {i}: {Convert.ToBase64String(body)} {thrown}");
        }
    }
}
