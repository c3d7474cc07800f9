using System.Text.Json;
using System.Text.Json.Nodes;
using Integrations.Abstractions;
using Integrations.Http;

namespace Integrations.Fub.Tests;

public sealed class MapperTests
{
    [Fact]
    public void I16_an_unknown_field_is_kept_and_counted_as_drift_and_the_row_is_written()
    {
        MapResult<FubPersonRow> result = MapPerson(json =>
        {
            json["brandNew"] = "x";
            json["emails"]![0]!["bounces"] = 2;
        });

        Assert.NotNull(result.Row);
        Assert.Equal([new DriftNote(DriftKind.UnknownField, "$.brandNew"), new DriftNote(DriftKind.UnknownField, "$.emails[].bounces")], result.Drift);
    }

    [Fact]
    public void I16_an_unknown_word_is_kept_as_it_came_and_counted_without_its_text()
    {
        FubEvent activity = Fixture.Read("event", FubJsonContext.Default.FubEvent, static json => json["type"] = "Danced On The Lawn");

        MapResult<FubEventRow> result = FubEventMapper.Map(activity, Fixture.Account, Fixture.Hidden);

        Assert.Equal("Danced On The Lawn", result.Row!.Type);
        Assert.Equal([new DriftNote(DriftKind.UnknownValue, "$.type")], result.Drift);
        Assert.False(activity.Type!.Value.IsKnown);
    }

    [Fact]
    public void Custom_fields_are_kept_and_are_no_drift()
    {
        FubPerson person = Fixture.Read("person", FubJsonContext.Default.FubPerson);

        Assert.Equal(["customClosingDate", "customLoanAmount", "customPreferredArea"], person.Extra!.Keys.Order(StringComparer.Ordinal));
        Assert.Empty(FubPersonMapper.Map(person, Fixture.Account).Drift);
    }

    [Theory]
    [InlineData("created", "$.created")]
    [InlineData("updated", "$.updated")]
    [InlineData("lastActivity", "$.lastActivity")]
    [InlineData("dealCloseDate", "$.dealCloseDate")]
    public void A_date_that_is_not_one_rejects_the_record_with_its_path_and_without_its_value(string property, string path)
    {
        MapResult<FubPersonRow> result = MapPerson(json => json[property] = "not-a-date-4711");

        Assert.Null(result.Row);
        Assert.Equal("invalid_date", result.Problem!.Code);
        Assert.Equal(path, result.Problem.JsonPath);
        Assert.DoesNotContain("4711", result.Problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_number_in_place_of_a_date_rejects_the_record_only()
    {
        MapResult<FubPersonRow> result = MapPerson(static json => json["updated"] = 1768494029);

        Assert.Equal("invalid_date", result.Problem!.Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0000-00-00 00:00:00")]
    public void Php_writes_no_date_as_empty_text_or_zeroes(string text)
    {
        MapResult<FubPersonRow> result = MapPerson(json => json["lastActivity"] = text);

        Assert.Null(result.Row!.LastActivity);
    }

    [Fact]
    public void A_time_that_only_begins_with_zeroes_is_no_empty_one() => Assert.Equal("invalid_date", MapPerson(static json => json["updated"] = "0000-00-00T25:61:00Z").Problem!.Code);

    [Fact]
    public void A_close_date_with_time_is_cut_to_its_day()
    {
        MapResult<FubPersonRow> result = MapPerson(static json => json["dealCloseDate"] = "2026-03-31T23:30:00Z");

        Assert.Equal(new DateOnly(2026, 3, 31), result.Row!.DealCloseDate);
    }

    [Fact]
    public void A_time_with_an_offset_is_stored_in_utc()
    {
        MapResult<FubPersonRow> result = MapPerson(static json => json["created"] = "2026-01-15T11:20:30-05:00");

        Assert.Equal(new DateTimeOffset(2026, 1, 15, 16, 20, 30, TimeSpan.Zero), result.Row!.FubCreatedAt);
        Assert.Equal(TimeSpan.Zero, result.Row.FubCreatedAt!.Value.Offset);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("0")]
    public void A_person_without_id_is_a_reject(string id)
    {
        MapResult<FubPersonRow> result = MapPerson(json => json["id"] = JsonNode.Parse(id));

        Assert.Null(result.Row);
        Assert.Equal("missing_id", result.Problem!.Code);
    }

    [Fact]
    public void Php_empties_are_absent_maps_and_empty_lists()
    {
        FubPerson person = Fixture.Read("person", FubJsonContext.Default.FubPerson, static json =>
        {
            json["socialData"] = new JsonArray();
            json["picture"] = new JsonArray();
            json["emails"] = new JsonObject();
            json["tags"] = new JsonObject();
            json["background"] = new JsonArray();
        });

        Assert.Null(person.SocialData);
        Assert.Null(person.Picture);
        Assert.Empty(person.Emails!);
        Assert.Empty(person.Tags!);
        Assert.Null(person.Background);
    }

    [Fact]
    public void A_filled_map_in_the_place_of_an_empty_one_is_read()
    {
        FubPerson person = Fixture.Read("person-filled-maps", FubJsonContext.Default.FubPerson);

        Assert.Equal("Example Co", person.SocialData!.Company);
        Assert.Equal("https://files.example.com/pictures/p9003-small.jpg", person.Picture!.Small);
    }

    [Theory]
    [InlineData("1", true)]
    [InlineData("0", false)]
    [InlineData("true", true)]
    [InlineData("\"1\"", true)]
    [InlineData("\"\"", null)]
    [InlineData("null", null)]
    public void Booleans_come_as_words_numbers_and_text(string json, bool? expected)
    {
        FubPerson person = Fixture.Read("person", FubJsonContext.Default.FubPerson, node => node["claimed"] = JsonNode.Parse(json));

        Assert.Equal(expected, person.Claimed);
    }

    [Theory]
    [InlineData("525000", 525000d)]
    [InlineData("\"525000\"", 525000d)]
    [InlineData("\"525000.50\"", 525000.50)]
    [InlineData("\"\"", null)]
    [InlineData("null", null)]
    public void Amounts_come_as_numbers_and_as_text(string json, double? expected)
    {
        FubEvent activity = Fixture.Read("event", FubJsonContext.Default.FubEvent, node => node["property"]!["price"] = JsonNode.Parse(json));

        Assert.Equal((decimal?)expected, activity.Property!.Price);
    }

    [Fact]
    public void Contacted_may_be_a_boolean_or_a_counter()
    {
        Assert.Equal(1, MapPerson(static json => json["contacted"] = true).Row!.Contacted);
        Assert.Equal(3, MapPerson(static json => json["contacted"] = "3").Row!.Contacted);
    }

    [Fact]
    public void A_number_that_does_not_fit_its_column_rejects_the_record()
    {
        Assert.Equal("out_of_range", MapPerson(static json => json["websiteVisits"] = 5_000_000_000).Problem!.Code);
        Assert.Equal("out_of_range", MapPerson(static json => json["dealPrice"] = 99_999_999_999_999_999m).Problem!.Code);
    }

    [Fact]
    public void Text_that_came_as_a_number_is_text()
    {
        FubPerson person = Fixture.Read("person", FubJsonContext.Default.FubPerson, static json => json["addresses"]![0]!["code"] = 22150);

        Assert.Equal("22150", person.Addresses![0].Code);
    }

    [Fact]
    public void Tags_that_came_as_objects_are_their_names_and_blank_ones_are_left_out()
    {
        MapResult<FubPersonRow> result = MapPerson(static json => json["tags"] = JsonNode.Parse("""[" Buyer ",{"id":3,"name":"Open House"},"",null]"""));

        Assert.Equal(["Buyer", "Open House"], result.Row!.Tags);
    }

    [Fact]
    public void Last_communication_may_be_an_object_with_a_date()
    {
        FubPerson person = Fixture.Read("person", FubJsonContext.Default.FubPerson, static json => json["lastCommunication"] = JsonNode.Parse("""{"type":"text","date":"2026-01-15T16:20:29Z"}"""));

        Assert.Equal("2026-01-15T16:20:29Z", person.LastCommunication!.Value.Text);
    }

    [Fact]
    public void The_primary_email_is_compared_in_lower_case_and_does_not_depend_on_the_order()
    {
        const string Emails = """[{"value":" Zed@Example.com ","isPrimary":0},{"value":"Avery@EXAMPLE.com","isPrimary":1},{"value":"not an address","isPrimary":0}]""";

        Assert.Equal("avery@example.com", MapPerson(static json => json["emails"] = JsonNode.Parse(Emails)).Row!.PrimaryEmailNorm);
    }

    [Theory]
    [InlineData("(202) 555-0142", "+12025550142")]
    [InlineData("1-202-555-0142", "+12025550142")]
    [InlineData("+1 202 555 0142 ext 9", "+12025550142")]
    [InlineData("+44 20 7946 0018", "+442079460018")]
    [InlineData("020 7946 0018", null)]
    [InlineData("555-0142", null)]
    [InlineData("1025550142", null)]
    [InlineData("12345678901234567890", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Phones_become_e164_only_where_the_country_is_certain(string? text, string? expected) => Assert.Equal(expected, FieldValues.Phone(text));

    [Fact]
    public void Phone_order_does_not_choose_the_primary_phone()
    {
        const string One = """[{"value":"(202) 555-0142","isPrimary":0},{"value":"(202) 555-0101","isPrimary":0}]""";
        const string Other = """[{"value":"(202) 555-0101","isPrimary":0},{"value":"(202) 555-0142","isPrimary":0}]""";

        Assert.Equal(
            MapPerson(static json => json["phones"] = JsonNode.Parse(One)).Row!.PrimaryPhoneE164,
            MapPerson(static json => json["phones"] = JsonNode.Parse(Other)).Row!.PrimaryPhoneE164);
    }

    [Fact]
    public void A_person_in_stage_trash_is_trashed() => Assert.True(MapPerson(static json => json["stage"] = "Trash").Row!.IsTrashed);

    [Fact]
    public void Person_zero_means_none_and_creator_minus_one_is_kept()
    {
        FubCallRow row = FubCallMapper.Map(Fixture.Read("call-unknown-caller", FubJsonContext.Default.FubCall), Fixture.Account, Fixture.Hidden).Row!;

        Assert.Null(row.PersonId);
        Assert.Equal(-1, row.CreatedById);
    }

    [Fact]
    public void A_hidden_recording_and_a_hidden_body_are_not_taken_as_text()
    {
        Assert.Null(FubCallMapper.Map(Fixture.Read("call", FubJsonContext.Default.FubCall), Fixture.Account, Fixture.Hidden).Row!.RecordingUrl);
        Assert.Null(FubTextMessageMapper.Map(Fixture.Read("text-message", FubJsonContext.Default.FubTextMessage), Fixture.Account, Fixture.Hidden).Row!.Message);
        Assert.Equal("Hello", FubTextMessageMapper.Map(Fixture.Read("text-message", FubJsonContext.Default.FubTextMessage, static json => json["message"] = " Hello "), Fixture.Account, Fixture.Hidden).Row!.Message);
    }

    [Theory]
    [InlineData("[CONTENT HIDDEN]")]
    [InlineData(" [content hidden] ")]
    [InlineData("* Note is hidden for privacy reasons *")]
    public void A_note_whose_body_is_a_marker_is_hidden_and_its_text_is_not_stored(string body)
    {
        FubNoteRow row = FubNoteMapper.Map(Fixture.Read("note", FubJsonContext.Default.FubNote, json => (json["body"], json["subject"]) = (body, "About")), Fixture.Account, Fixture.Hidden).Row!;

        Assert.True(row.IsHidden);
        Assert.Null(row.Body);
        Assert.Null(row.Subject);
    }

    [Fact]
    public void A_marker_of_the_options_is_known_too()
    {
        FubNote note = Fixture.Read("note", FubJsonContext.Default.FubNote, static json => json["body"] = "(not shown)");

        Assert.Equal("(not shown)", FubNoteMapper.Map(note, Fixture.Account, Fixture.Hidden).Row!.Body);
        Assert.True(FubNoteMapper.Map(note, Fixture.Account, new FubHiddenContent(["(not shown)"])).Row!.IsHidden);
    }

    [Fact]
    public void Text_of_a_megabyte_is_mapped_whole()
    {
        string text = new('x', 1_048_576);

        Assert.Equal(text, FubNoteMapper.Map(Fixture.Read("note", FubJsonContext.Default.FubNote, json => json["body"] = text), Fixture.Account, Fixture.Hidden).Row!.Body);
        Assert.Equal(text, MapPerson(json => json["firstName"] = text).Row!.FirstName);
    }

    [Fact]
    public void A_person_with_10_000_tags_keeps_them_all()
    {
        MapResult<FubPersonRow> result = MapPerson(static json => json["tags"] = new JsonArray([.. Enumerable.Range(1, 10_000).Select(static n => (JsonNode)$"Tag {n}")]));

        Assert.Equal(10_000, result.Row!.Tags!.Distinct().Count());
    }

    [Fact]
    public void A_deal_without_a_stage_is_a_deal_whose_stage_is_not_known()
    {
        FubDealRow row = FubDealMapper.Map(
            Fixture.Read("deal", FubJsonContext.Default.FubDeal, static json => (json["stageName"], json["stageId"]) = (null, null)),
            Fixture.Account).Row!;

        Assert.Null(row.StageId);
        Assert.Null(row.StageName);
        Assert.Null(row.ClosedStage);
    }

    [Theory]
    [InlineData("9007199254740993")]
    [InlineData("\"9007199254740993\"")]
    [InlineData("9223372036854775807")]
    public void An_id_beyond_what_a_double_can_hold_keeps_every_digit(string id)
    {
        FubCall call = Fixture.Read("call", FubJsonContext.Default.FubCall, json => (json["id"], json["personId"]) = (JsonNode.Parse(id), JsonNode.Parse(id)));

        FubCallRow row = FubCallMapper.Map(call, Fixture.Account, Fixture.Hidden).Row!;

        Assert.Equal(id.Trim('"'), row.CallId.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(row.CallId, row.PersonId);
    }

    [Fact]
    public void A_picture_may_be_a_bare_address()
    {
        FubTextMessage message = Fixture.Read("text-message", FubJsonContext.Default.FubTextMessage, static json => json["picture"] = "https://files.example.com/p.jpg");

        Assert.Equal("https://files.example.com/p.jpg", message.Picture!.Original);
    }

    [Fact]
    public void The_last_seen_time_of_a_user_is_the_latest_of_three()
    {
        FubUserRow row = FubUserMapper.Map(Fixture.Read("user", FubJsonContext.Default.FubUser), Fixture.Account).Row!;

        Assert.Equal(new DateTimeOffset(2026, 1, 15, 14, 0, 0, TimeSpan.Zero), row.LastSeenAtVendor);
    }

    [Fact]
    public void The_people_of_a_deal_fill_its_pairs_in_order()
    {
        FubDeal deal = Fixture.Read("deal", FubJsonContext.Default.FubDeal, static json =>
            json["people"] = JsonNode.Parse("""[{"id":9002,"name":"Avery Northwick","avatar":""},{"id":9003,"name":"Juniper Vale","avatar":[]},{"id":9004,"name":"Third"}]"""));

        FubDealRow row = FubDealMapper.Map(deal, Fixture.Account).Row!;

        Assert.Equal((9002, 9003), (row.PrimaryPersonIdRaw, row.SecondaryPersonIdRaw));
        Assert.Equal((41, null), (row.PrimaryFubUserIdRaw, row.SecondaryFubUserIdRaw));
    }

    [Fact]
    public void The_models_survive_a_round_trip_with_what_they_do_not_know()
    {
        FubPerson person = Fixture.Read("person", FubJsonContext.Default.FubPerson, static json => json["brandNew"] = JsonNode.Parse("""{"deep":[1,2]}"""));

        string again = JsonSerializer.Serialize(person, FubJsonContext.Default.FubPerson);

        Assert.Equal("""{"deep":[1,2]}""", JsonNode.Parse(again)!["brandNew"]!.ToJsonString());
    }

    private static MapResult<FubPersonRow> MapPerson(Action<JsonObject> change) =>
        FubPersonMapper.Map(Fixture.Read("person", FubJsonContext.Default.FubPerson, change), Fixture.Account);
}
