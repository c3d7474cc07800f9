using System.Text.Json;

namespace Integrations.Abstractions.Tests;

public sealed class ValueTests
{
    [Theory]
    [InlineData("Incoming", true)]
    [InlineData("Carrier pigeon", false)]
    [InlineData("", false)]
    public void I16_a_word_that_an_open_enum_does_not_list_is_kept(string word, bool isKnown)
    {
        var options = new JsonSerializerOptions { Converters = { new OpenEnumJsonConverter<Direction>() } };

        Direction direction = JsonSerializer.Deserialize<Direction>(JsonSerializer.Serialize(word), options);

        Assert.Equal(word, direction.Value);
        Assert.Equal(isKnown, direction.IsKnown);
        Assert.Equal(JsonSerializer.Serialize(word), JsonSerializer.Serialize(direction, options));
    }

    [Fact]
    public void An_open_enum_that_is_not_a_string_is_a_json_error()
    {
        var options = new JsonSerializerOptions { Converters = { new OpenEnumJsonConverter<Direction>() } };

        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Direction>("7", options));
    }

    [Fact]
    public void A_tally_counts_from_several_threads()
    {
        var tally = new RequestTally();

        Parallel.For(0, 1000, _ =>
        {
            tally.AddRequest();
            tally.AddThrottled();
            tally.AddBytes(3);
            tally.AddRateLimitWait(TimeSpan.FromMilliseconds(2));
        });

        Assert.Equal((1000, 1000, 3000, TimeSpan.FromSeconds(2)), (tally.Requests, tally.Throttled, tally.BytesRead, tally.RateLimitWait));
    }

    [Fact]
    public void I14_a_credential_shows_no_secret()
    {
        var key = new VendorCredential { ApiKey = "fka_synthetic_0001", ApiSecret = "pepper", Version = 3 };
        var token = new VendorCredential { AccessToken = "synthetic-access", RefreshToken = "synthetic-refresh" };

        Assert.Equal("api_key v3", key.ToString());
        Assert.Equal("oauth v1", token.ToString());
    }

    private readonly record struct Direction(string Value) : IOpenEnum<Direction>
    {
        public bool IsKnown => Value is "Incoming" or "Outgoing";

        public static Direction From(string value) => new(value);
    }
}
