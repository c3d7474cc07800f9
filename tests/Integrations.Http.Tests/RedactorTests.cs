using System.Text;

namespace Integrations.Http.Tests;

public sealed class RedactorTests
{
    [Theory]
    [InlineData("write to marlo.quill+home@example.com now", "write to [redacted] now")]
    [InlineData("marlo%40example.com", "[redacted]")]
    [InlineData("jörg@münchen.example", "[redacted]")]
    [InlineData("call +1 (555) 010-0199 or 555.010.0142", "call [redacted] or [redacted]")]
    [InlineData("number 5550100199.", "number [redacted].")]
    [InlineData("+4915550100199", "[redacted]")]
    [InlineData("Authorization: Basic ZmthX3N5bnRoZXRpY18wMDAxOg==", "Authorization: Basic [redacted]")]
    [InlineData("bearer abc.def", "bearer [redacted]")]
    [InlineData("key fka_synthetic0001aaaabbbbccccdddd is wrong", "key [redacted] is wrong")]
    [InlineData("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmN", "[redacted]")]
    [InlineData("see https://api.example.com/v1/people?email=a&id=2 there", "see https://api.example.com/v1/people?[redacted] there")]
    [InlineData("https://hooks.example.com/acme/0123456789abcdef01234567/x", "https://hooks.example.com/acme/[redacted]/x")]
    [InlineData("client_secret=abc&grant_type=refresh", "client_secret=[redacted]&grant_type=refresh")]
    [InlineData("""{"firstName":"Marlo","id":7}""", """{"firstName":"[redacted]","id":7}""")]
    [InlineData("""{"name" : "Quill, \"Marlo\" X"}""", """{"name" : "[redacted]"}""")]
    [InlineData("""{"phone":5550100199}""", """{"phone":"[redacted]"}""")]
    [InlineData("""{"names":["Marlo","Quill"],"a":1}""", """{"names":["[redacted]"],"a":1}""")]
    [InlineData("""{"lastName":"Quil""", """{"lastName":"[redacted]""" + "\"")]
    [InlineData("""{"inner":"{\"firstName\":\"Marlo\"}"}""", """{"inner":"{\"firstName\":"[redacted]"}"}""")]
    public void Personal_and_secret_pieces_are_masked(string text, string expected) => Assert.Equal(expected, Redactor.Redact(text));

    [Theory]
    [InlineData("""{"errorMessage":"Deep pagination disabled, use 'nextLink' url."}""")]
    [InlineData("""{"errorMessage":"Only the account owner may access webhooks."}""")]
    [InlineData("""{"status":404,"code":"not_found","id":123456}""")]
    [InlineData("at 2026-01-15T16:20:29Z")]
    [InlineData("Internal server error in module synchronisation")]
    public void What_a_person_needs_to_understand_the_error_stays(string text) => Assert.Equal(text, Redactor.Redact(text));

    [Fact]
    public void A_text_is_cut_at_512_characters_after_masking()
    {
        string text = new string('a', 505) + " marlo.quill@example.com and more and more and more";

        string redacted = Redactor.Redact(text);

        Assert.Equal(512, redacted.Length);
        Assert.DoesNotContain("marlo", redacted, StringComparison.Ordinal);
    }

    [Fact]
    public void A_large_body_of_bytes_is_read_only_at_its_beginning()
    {
        byte[] body = Encoding.UTF8.GetBytes("""{"a":1,""" + new string('ü', 1_000_000));

        Assert.InRange(Redactor.Redact(body).Length, 1, 512);
    }

    [Fact]
    public void Bytes_that_are_no_text_do_no_harm()
    {
        byte[] body = new byte[4_096];
        new Random(1).NextBytes(body);

        Assert.InRange(Redactor.Redact(body).Length, 1, 512);
    }

    [Theory]
    [InlineData("a")]
    [InlineData("1-")]
    [InlineData("\"name\":\"\\")]
    [InlineData("name")]
    [InlineData("\\\\\"")]
    [InlineData("((1")]
    public void Repeated_pieces_are_masked_in_reasonable_time(string piece)
    {
        string text = string.Concat(Enumerable.Repeat(piece, 4_000));

        Assert.InRange(Redactor.Redact(text).Length, 1, 512);
    }
}
