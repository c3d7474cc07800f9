using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Integrations.Abstractions;
using Microsoft.Extensions.Options;

namespace Integrations.Fub.Tests;

/// <summary>The vectors of the dossier, section 6.4, and what each event asks for, sections 6.2 and 6.6.</summary>
public sealed class FubWebhookReaderTests
{
    private const string Key = "synthetic-system-key-0001";
    private const string Body1 =
        """{"eventId":"11111111-2222-4333-8444-555555555555","eventCreated":"2026-01-15T16:20:30+00:00","event":"peopleUpdated","resourceIds":[9001,9002],"uri":"https://api.followupboss.com/v1/people?id=9001,9002"}""";
    private const string Body2 = """{"event":"peopleDeleted","resourceIds":[1]}""";
    private const string Body3 =
        """{"eventId":"aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee","eventCreated":"2026-01-15T16:20:31+00:00","event":"peopleStageUpdated","resourceIds":[9001],"uri":"https://api.followupboss.com/v1/people?id=9001","data":{"stage":"Café Lead"}}""";
    private const string Signature1 = "4697a69c0c4fd67fdc1cbda032d7b1696fbfb32755615927da19bc31ce1b7d6e";

    [Theory]
    [InlineData(Body1, Signature1)]
    [InlineData(Body2, "90a21248de39f1c4f9b2ab88d851bd8e4da282fd44d7ca1420bfbca552040503")]
    [InlineData(Body3, "6a89bac4b54637163e87c9bada08eabca16180e740415dea29629f989bb90883")]
    public void The_vendors_signature_is_valid(string body, string signature) => Assert.Equal(WebhookVerdict.Valid, Verify(body, signature));

    [Theory]
    [InlineData("21f4a5c989f79326e9a9b7ce8eb9946ccc001bd1b9adefe858fa460e042fe3d3")] // HMAC of the body itself, as one guide has it.
    [InlineData("4697a69c0c4fd67fdc1cbda032d7b1696fbfb32755615927da19bc31ce1b7d6f")]
    [InlineData("4697a69c0c4fd67fdc1cbda032d7b1696fbfb32755615927da19bc31ce1b7d")]
    [InlineData("zz97a69c0c4fd67fdc1cbda032d7b1696fbfb32755615927da19bc31ce1b7d6e")]
    [InlineData("sha1=4697a69c0c4fd67fdc1cbda032d7b1696fbfb32755615927da19bc31ce1b7d6e")]
    [InlineData("")]
    [InlineData(null)]
    public void Any_other_signature_is_invalid(string? signature) => Assert.Equal(WebhookVerdict.Invalid, Verify(Body1, signature));

    [Fact]
    public void The_vector_that_must_fail_is_the_HMAC_of_the_body_itself() => Assert.Equal(
        "21f4a5c989f79326e9a9b7ce8eb9946ccc001bd1b9adefe858fa460e042fe3d3", Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Key), Encoding.UTF8.GetBytes(Body1))));

    [Fact]
    public void A_changed_body_is_invalid() => Assert.Equal(WebhookVerdict.Invalid, Verify(Body1.Replace("9002]", "9003]", StringComparison.Ordinal), Signature1));

    [Fact]
    public void A_signature_of_another_key_is_invalid() => Assert.Equal(WebhookVerdict.Invalid, Verify(Body1, Signature1, o => o.SystemKey = "synthetic-system-key-0002"));

    [Theory]
    [InlineData(true, WebhookVerdict.Valid)]
    [InlineData(false, WebhookVerdict.Invalid)]
    public void The_prefix_is_taken_as_the_option_says(bool accept, WebhookVerdict expected) =>
        Assert.Equal(expected, Verify(Body1, "sha256=" + Signature1, o => o.AcceptPrefixedWebhookSignature = accept));

    [Fact]
    public void A_host_without_a_key_cannot_verify() => Assert.Throws<IntegrationConfigurationException>(() => Verify(Body1, Signature1, o => o.SystemKey = null));

    [Fact]
    public void A_delivery_is_read()
    {
        WebhookEvent read = Read(Body1);

        Assert.Equal("peopleUpdated", read.Name);
        Assert.Equal("11111111-2222-4333-8444-555555555555", read.EventId);
        Assert.Equal(new DateTimeOffset(2026, 1, 15, 16, 20, 30, TimeSpan.Zero), read.CreatedAt);
        Assert.Equal(FubStreams.People.Name, read.Stream);
        Assert.Equal(["9001", "9002"], read.Ids.Select(static i => i.Value));
        Assert.False(read.IsDelete);
    }

    [Fact]
    public void A_delivery_without_id_and_time_is_read()
    {
        WebhookEvent read = Read(Body2);

        Assert.Null(read.EventId);
        Assert.Null(read.CreatedAt);
        Assert.True(read.IsDelete);
    }

    [Theory]
    [InlineData("""{"event":"callsCreated","resourceIds":["31", 31, 32, 0, -1, null, {"id":7}, [8], 1.5]}""", "31,32")]
    [InlineData("""{"event":"callsCreated","resourceIds":33}""", "33")]
    [InlineData("""{"event":"callsCreated","resourceIds":null}""", "")]
    [InlineData("""{"event":"callsCreated"}""", "")]
    [InlineData("""{"event":"stageUpdated","resourceIds":[2]}""", "people:2")]
    [InlineData("""{"event":"pipelineStageDeleted","resourceIds":[21]}""", "deal:21")]
    [InlineData("""{"event":"pipelineUpdated","resourceIds":[3]}""", "")]
    public void Ids_are_those_of_the_stream(string body, string ids) => Assert.Equal(ids, string.Join(',', Read(body).Ids));

    [Fact]
    public void A_name_that_is_not_known_is_kept_and_concerns_no_stream()
    {
        WebhookEvent read = Read("""{"eventId":"1","event":"ponyCreated","resourceIds":[1],"novel":{"a":[1,{}]}}""");

        Assert.Equal("ponyCreated", read.Name);
        Assert.Null(read.Stream);
        Assert.Empty(read.Ids);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("{}")]
    [InlineData("""{"event":""}""")]
    [InlineData("""{"event":{"name":"peopleUpdated"}}""")]
    [InlineData("""{"event":"peopleUpdated","resourceIds":[1]""")]
    [InlineData("""{"event":"peopleUpdated"}{}""")]
    [InlineData("event=peopleUpdated")]
    public void What_is_no_delivery_is_said_so_without_its_content(string body)
    {
        IntegrationProtocolException error = Assert.Throws<IntegrationProtocolException>(() => Read(body));

        Assert.DoesNotContain("peopleUpdated", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_known_event_has_a_meaning()
    {
        string[] known = [.. typeof(FubWebhookEventName).GetProperties(BindingFlags.Public | BindingFlags.Static).Select(static p => ((FubWebhookEventName)p.GetValue(null)!).Value)];

        Assert.Equal(53, known.Length);
        Assert.All(known, static name => Assert.NotNull(FubWebhookEvents.Find(name)));
    }

    [Theory]
    [InlineData("people", "peopleCreated,peopleDeleted,peopleUpdated")]
    [InlineData("events", "eventsCreated")]
    [InlineData("stages", "pipelineStageCreated,pipelineStageDeleted,pipelineStageUpdated,stageCreated,stageDeleted,stageUpdated")]
    [InlineData("users", "")]
    [InlineData("groups", "")]
    public void A_stream_asks_for_the_fewest_events_that_announce_it(string entity, string events) =>
        Assert.Equal(events, string.Join(',', FubWebhookEvents.Announcing(new StreamName("fub", entity))));

    private static WebhookEvent Read(string body) => Reader().Read(Encoding.UTF8.GetBytes(body));

    private static WebhookVerdict Verify(string body, string? signature, Action<FubOptions>? configure = null)
    {
        Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase);
        if (signature is not null)
        {
            headers["fub-signature"] = signature;
        }

        return Reader(configure).Verify(new WebhookDelivery { Account = Fixture.Account.Ref, Body = Encoding.UTF8.GetBytes(body), Headers = headers, ReceivedAt = default });
    }

    private static FubWebhookReader Reader(Action<FubOptions>? configure = null)
    {
        FubOptions options = new() { SystemName = "Synthetic", SystemKey = Key };
        configure?.Invoke(options);
        return new FubWebhookReader(Options.Create(options));
    }
}
