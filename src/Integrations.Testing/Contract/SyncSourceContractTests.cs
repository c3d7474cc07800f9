// Tests are named as sentences and stay on xUnit's context.
#pragma warning disable CA1707, MA0004
using System.Text;
using System.Text.Json.Nodes;
using Integrations.Abstractions;
using Xunit;

namespace Integrations.Testing;

/// <summary>
/// What every sync source of every vendor must do. A vendor's test project derives one class per source and hands in a <see cref="SyncSourceHarness"/>; nothing else is needed.
/// All tests run over real sockets; none of them waits for real time to pass.
/// </summary>
public abstract class SyncSourceContractTests
{
    private const int Limit = 60_000;
    private const string UnknownField = "zzFieldOfTomorrow";
    private const string UnknownWord = "Word Of Tomorrow";

    /// <summary>Makes the harness of one test: nothing in the account, nothing scripted.</summary>
    /// <param name="cancellationToken">Ends with the test.</param>
    protected abstract ValueTask<SyncSourceHarness> CreateHarnessAsync(CancellationToken cancellationToken);

    /// <summary>Pages are read in one pass, each record once, and the last one says so.</summary>
    [Fact(Timeout = Limit)]
    public async Task Reads_every_record_once_and_says_which_page_is_the_last()
    {
        await using var harness = await FilledAsync(pages: 2.5);

        var pages = await ReadAsync(harness);

        Assert.Equal(Numbers(harness, 2.5).Select(harness.IdOf).ToHashSet(), Ids(pages).ToHashSet());
        Assert.Equal(Ids(pages).Distinct().Count(), Ids(pages).Count());
        AssertOnlyLastPageIsLast(pages);
    }

    /// <summary>An account whose size is a multiple of the page size ends too.</summary>
    [Fact(Timeout = Limit)]
    public async Task A_last_page_that_is_full_ends_the_read()
    {
        await using var harness = await FilledAsync(pages: 2);

        var pages = await ReadAsync(harness);

        Assert.Equal(Numbers(harness, 2).Count(), Ids(pages).Distinct().Count());
        AssertOnlyLastPageIsLast(pages);
        Assert.InRange(pages.Count, harness.IsPaged ? 2 : 1, 4);
    }

    /// <summary>An empty account is a complete read with a cursor from which a delta can go on.</summary>
    [Fact(Timeout = Limit)]
    public async Task An_empty_account_is_a_complete_read()
    {
        await using var harness = await CreateHarnessAsync(Token);
        Assert.SkipWhen(harness.MaxRecords == 1, "The stream is one object, which is always there.");

        var pages = await ReadAsync(harness);
        var next = await ReadAsync(harness, SyncMode.Delta, pages[^1].Next);

        Assert.Empty(Ids(pages));
        AssertOnlyLastPageIsLast(pages);
        Assert.Empty(Ids(next));
        AssertOnlyLastPageIsLast(next);
    }

    /// <summary>A read that was abandoned after any page goes on from that page's cursor and loses nothing.</summary>
    [Fact(Timeout = Limit)]
    public async Task The_cursor_of_any_page_gives_the_rest()
    {
        await using var harness = await FilledAsync(pages: 3.5);
        var pages = await ReadAsync(harness);

        for (var stop = 0; stop < pages.Count - 1; stop++)
        {
            var stored = SyncCursor.FromStored(pages[stop].Next.Text);
            var rest = await ReadAsync(harness, SyncMode.Full, stored);

            var missing = Ids(pages).Except(Ids(pages.Take(stop + 1))).Except(Ids(rest)).ToList();
            Assert.True(missing.Count == 0, $"After page {stop + 1} of {pages.Count} the rest lacks {missing.Count} records.");
            Assert.True(rest.Count <= pages.Count - stop, $"After page {stop + 1} of {pages.Count} the rest has {rest.Count} pages: the read began anew.");
            AssertOnlyLastPageIsLast(rest);
        }
    }

    /// <summary>A new record is in the delta that follows a full read.</summary>
    [Fact(Timeout = Limit)]
    public async Task I3_a_record_that_is_new_since_the_full_read_is_in_the_next_delta()
    {
        await using var harness = await FilledAsync(pages: 1.5);
        var full = await ReadAsync(harness);
        var newest = Numbers(harness, 1.5).Max() + 1;
        harness.SetRecords([.. Numbers(harness, 1.5).Append(newest).TakeLast(harness.MaxRecords).Select(n => Json(harness, n))]);

        var delta = await ReadAsync(harness, SyncMode.Delta, full[^1].Next);

        Assert.Contains(harness.IdOf(newest), Ids(delta));
        AssertOnlyLastPageIsLast(delta);
    }

    /// <summary>A vendor that hands out the same place for ever does not hold the worker for ever.</summary>
    [Fact(Timeout = Limit)]
    public async Task A_repeated_cursor_does_not_loop()
    {
        await using var harness = await FilledAsync(pages: 2);
        harness.RepeatCursor();
        List<SyncPage> pages = [];

        var error = await Record.ExceptionAsync(async () =>
        {
            await foreach (var page in harness.Source.ReadPages(Request(harness), Token))
            {
                pages.Add(page);
                Assert.True(pages.Count < 50, "The read goes round: 50 pages and no end.");
            }
        });

        if (error is not null)
        {
            Assert.IsType<IntegrationProtocolException>(error);
            Assert.DoesNotContain(pages, static p => p.IsLast);
        }
    }

    /// <summary>A 429 is a wait, not a failure.</summary>
    [Fact(Timeout = Limit)]
    public async Task I12_a_429_is_waited_out()
    {
        await using var harness = await FilledAsync(pages: 1.5);
        harness.Fail(VendorFault.TooManyRequests, 1);
        var tally = new RequestTally();

        var pages = await WhileTimePassesAsync(harness, () => ReadAsync(harness, tally: tally));

        Assert.Equal(Numbers(harness, 1.5).Count(), Ids(pages).Distinct().Count());
        Assert.Equal(1, tally.Throttled);
        Assert.Single(harness.Exchanges, static e => e.Status == 429);
    }

    /// <summary>One failing answer of the vendor costs nothing.</summary>
    [Fact(Timeout = Limit)]
    public async Task A_500_that_passes_is_not_seen()
    {
        await using var harness = await FilledAsync(pages: 1.5);
        harness.Fail(VendorFault.ServerError, 1);

        var pages = await WhileTimePassesAsync(harness, () => ReadAsync(harness));

        Assert.Equal(Numbers(harness, 1.5).Count(), Ids(pages).Distinct().Count());
    }

    /// <summary>A vendor that keeps failing is unavailable, which is transient, and is not asked without end.</summary>
    [Fact(Timeout = Limit)]
    public async Task A_500_that_stays_is_an_unavailable_error()
    {
        await using var harness = await FilledAsync(pages: 1);
        harness.Fail(VendorFault.ServerError, int.MaxValue);

        var error = await WhileTimePassesAsync(harness, () => Assert.ThrowsAsync<IntegrationUnavailableException>(() => ReadAsync(harness)));

        Assert.True(error.IsTransient);
        Assert.InRange(harness.Exchanges.Count, 1, 20);
        AssertExplains(error, harness);
    }

    /// <summary>A credential that was replaced is taken up in the middle of a read.</summary>
    [Fact(Timeout = Limit)]
    public async Task A_401_renews_the_credential_once()
    {
        await using var harness = await FilledAsync(pages: 2.5);
        Assert.SkipUnless(harness.CanRenewCredential, "The vendor has no renewal.");
        Assert.SkipUnless(harness.IsPaged, "The list comes whole.");
        List<VendorId> ids = [];

        await foreach (var page in harness.Source.ReadPages(Request(harness), Token))
        {
            if (ids.Count == 0)
            {
                await harness.ReplaceCredentialAsync(Token);
            }

            ids.AddRange(page.Records.Select(static r => r.Id!.Value));
        }

        Assert.Equal(Numbers(harness, 2.5).Count(), ids.Distinct().Count());
        Assert.InRange(harness.Exchanges.Count(static e => e.Status == 401), 1, harness.RequestsAtOnce);
    }

    /// <summary>A credential that stays refused is reported, and the vendor is not stormed.</summary>
    [Fact(Timeout = Limit)]
    public async Task I15_a_second_401_is_an_authentication_error()
    {
        await using var harness = await FilledAsync(pages: 1);
        harness.Fail(VendorFault.Unauthorized, int.MaxValue);

        var error = await Assert.ThrowsAsync<IntegrationAuthenticationException>(() => ReadAsync(harness));

        Assert.InRange(harness.Exchanges.Count(static e => e.Status == 401), 1, 2);
        Assert.False(error.IsTransient);
        AssertExplains(error, harness);
    }

    /// <summary>A 403 is another matter than a 401 and is not repeated.</summary>
    [Fact(Timeout = Limit)]
    public async Task A_403_is_an_authorization_error()
    {
        await using var harness = await FilledAsync(pages: 1);
        harness.Fail(VendorFault.Forbidden, int.MaxValue);

        var error = await Assert.ThrowsAsync<IntegrationAuthorizationException>(() => ReadAsync(harness));

        Assert.Single(harness.Exchanges);
        AssertExplains(error, harness);
    }

    /// <summary>Something that is not a page never passes for an empty page.</summary>
    [Theory(Timeout = Limit)]
    [InlineData(VendorFault.NotJson)]
    [InlineData(VendorFault.CutJson)]
    public async Task I16_a_page_that_is_not_JSON_is_a_protocol_error_and_loses_nothing(VendorFault fault)
    {
        await using var harness = await FilledAsync(pages: 1.5);
        harness.Fail(fault, int.MaxValue);

        var error = await WhileTimePassesAsync(harness, () => Assert.ThrowsAsync<IntegrationProtocolException>(() => ReadAsync(harness)));
        harness.Fail(fault, 0);
        var pages = await ReadAsync(harness);

        AssertExplains(error, harness);
        Assert.Equal(Numbers(harness, 1.5).Count(), Ids(pages).Distinct().Count());
    }

    /// <summary>A body that is cut in transit is repeated or reported, never taken for what arrived of it.</summary>
    [Theory(Timeout = Limit)]
    [InlineData(1)]
    [InlineData(int.MaxValue)]
    public async Task A_page_cut_in_transit_is_never_taken_for_a_page(int times)
    {
        await using var harness = await FilledAsync(pages: 1.5);
        harness.Fail(VendorFault.CutConnection, times);
        IReadOnlyList<SyncPage> pages = [];

        var error = await WhileTimePassesAsync<Exception?>(
            harness,
            async () => await Record.ExceptionAsync(async () => pages = await ReadAsync(harness)));

        if (error is null)
        {
            Assert.Equal(Numbers(harness, 1.5).Count(), Ids(pages).Distinct().Count());
            Assert.Equal(1, times);
        }
        else
        {
            Assert.True(Assert.IsAssignableFrom<IntegrationException>(error).IsTransient);
        }
    }

    /// <summary>What the vendor adds tomorrow is kept in the raw payload and counted, and nothing fails.</summary>
    [Fact(Timeout = Limit)]
    public async Task I16_unknown_fields_and_values_are_kept_and_counted()
    {
        await using var harness = await CreateHarnessAsync(Token);
        var strange = harness.MakeRecord(2);
        strange[UnknownField] = new JsonObject { ["a"] = 1 };
        if (harness.OpenEnumProperty is { } property)
        {
            strange[property] = UnknownWord;
        }

        List<string> all = harness.MaxRecords == 1 ? [strange.ToJsonString()] : [Json(harness, 1), strange.ToJsonString(), Json(harness, 3)];
        harness.SetRecords(all);

        var records = (await ReadAsync(harness)).SelectMany(static p => p.Records).ToList();
        var record = Assert.Single(records, r => r.Id == harness.IdOf(2));
        var mapped = harness.Source.Mapper.Map(record, harness.Account);

        Assert.Equal(all.Count, records.Count);
        Assert.Null(mapped.Problem);
        Assert.NotNull(mapped.Row);
        Assert.Contains(UnknownField, Encoding.UTF8.GetString(mapped.Raw.Span), StringComparison.Ordinal);
        Assert.Contains(mapped.Drift, static d => d.Kind == DriftKind.UnknownField && d.Field.Contains(UnknownField, StringComparison.Ordinal));
        if (harness.OpenEnumProperty is not null)
        {
            Assert.Contains(UnknownWord, Encoding.UTF8.GetString(mapped.Raw.Span), StringComparison.Ordinal);
            Assert.Contains(mapped.Drift, d => d.Kind == DriftKind.UnknownValue && d.Field.Contains(harness.OpenEnumProperty, StringComparison.OrdinalIgnoreCase));
            Assert.DoesNotContain(mapped.Drift, static d => d.Field.Contains(UnknownWord, StringComparison.Ordinal));
        }
    }

    /// <summary>A record that cannot be read is a reject with its payload; its neighbours live.</summary>
    [Theory(Timeout = Limit)]
    [InlineData("without id")]
    [InlineData("\"text\"")]
    [InlineData("[]")]
    [InlineData("17")]
    [InlineData("null")]
    [InlineData("{}")]
    public async Task I16_an_unreadable_record_is_a_reject_and_its_neighbours_survive(string element)
    {
        await using var harness = await CreateHarnessAsync(Token);
        var broken = element;
        if (string.Equals(element, "without id", StringComparison.Ordinal))
        {
            var record = harness.MakeRecord(2);
            harness.RemoveId(record);
            broken = record.ToJsonString();
        }

        var neighbours = harness.MaxRecords == 1 ? Array.Empty<int>() : [1, 3];
        harness.SetRecords([.. neighbours.Take(1).Select(n => Json(harness, n)), broken, .. neighbours.Skip(1).Select(n => Json(harness, n))]);

        var pages = await ReadAsync(harness);
        var mapped = pages.SelectMany(static p => p.Records).Select(r => harness.Source.Mapper.Map(r, harness.Account)).ToList();

        Assert.Equal(neighbours.Length + 1, mapped.Count);
        var reject = Assert.Single(mapped, static m => m.Problem is not null);
        Assert.NotEmpty(reject.Problem!.Code);
        Assert.Equal(broken, Encoding.UTF8.GetString((reject.Original ?? reject.Raw).Span), JsonEquality);
        Assert.Equal(neighbours.Select(harness.IdOf), mapped.Where(static m => m.Row is not null).Select(static m => m.Id!.Value).Order(IdOrder));
        AssertOnlyLastPageIsLast(pages);
    }

    /// <summary>Whatever a vendor puts into a field: the page survives and every record ends in exactly one outcome.</summary>
    [Fact(Timeout = Limit)]
    public async Task I6_every_record_ends_in_exactly_one_outcome_whatever_its_fields_hold()
    {
        await using var harness = await CreateHarnessAsync(Token);
        string[] values = ["null", "true", "-1", "1e400", "123456789012345678901234567890", "\"\"", "\"text\"", "\"2026-13-45T99:99:99Z\"", "[]", "[null]", "[1]", "{}", "{\"a\":null}", "\"\\u0000\""];
        var properties = harness.MakeRecord(1).Select(static p => p.Key).ToList();
        foreach (var records in values.SelectMany(value => properties.Select((name, i) => Replaced(harness.MakeRecord(i + 1), name, value)).Chunk(harness.MaxRecords)))
        {
            harness.SetRecords(records);

            var pages = await ReadAsync(harness);
            var read = pages.SelectMany(static p => p.Records).ToList();

            Assert.Equal(records.Length, read.Count);
            foreach (var mapped in read.Select(r => harness.Source.Mapper.Map(r, harness.Account)))
            {
                var outcomes = (mapped.Row is null ? 0 : 1) + (mapped.Problem is null ? 0 : 1) + (mapped.Problem is null && mapped.Operation == SyncOperation.Delete ? 1 : 0);
                Assert.True(outcomes == 1, $"{outcomes} outcomes for one of {string.Join(' ', records)}.");
                Assert.True(mapped.Problem is not null || mapped.Id is not null, "A row or a delete without an identifier.");
                Assert.True(mapped.Row is null || mapped.ContentHash.Length == 32, "A row without a content hash.");
                Assert.True(mapped.Problem is null || !mapped.Problem.Message.Contains("2026-13-45", StringComparison.Ordinal), "A value of the record is in the message.");
            }
        }
    }

    /// <summary>The raw payload is the vendor's own text, not ours written anew.</summary>
    [Fact(Timeout = Limit)]
    public async Task The_raw_payload_is_what_the_vendor_sent()
    {
        await using var harness = await CreateHarnessAsync(Token);
        int[] numbers = harness.MaxRecords == 1 ? [1] : [1, 2];
        harness.SetRecords([.. numbers.Select(n => Json(harness, n))]);

        var records = (await ReadAsync(harness)).SelectMany(static p => p.Records).ToList();

        foreach (var number in numbers)
        {
            var record = Assert.Single(records, r => r.Id == harness.IdOf(number));
            Assert.Equal(Json(harness, number), Encoding.UTF8.GetString(record.Raw.Span), JsonEquality);
            Assert.Null(record.Original);
        }
    }

    /// <summary>The same payload gives the same content hash, another payload another.</summary>
    [Fact(Timeout = Limit)]
    public async Task I5_the_content_hash_is_of_the_content()
    {
        await using var harness = await FilledAsync(pages: 0.5);

        var first = await HashesAsync(harness);
        var second = await HashesAsync(harness);

        Assert.Equal(first, second);
        Assert.Equal(first.Count, first.Values.Distinct(StringComparer.Ordinal).Count());
    }

    /// <summary>A cursor of another stream, of an unknown version, or a damaged one is refused before anything is sent.</summary>
    [Theory(Timeout = Limit)]
    [InlineData("stream")]
    [InlineData("vendor")]
    [InlineData("version")]
    [InlineData("damaged")]
    [InlineData("nonsense")]
    public async Task A_foreign_cursor_is_refused_before_any_request(string kind)
    {
        await using var harness = await FilledAsync(pages: 1);
        var own = (await ReadAsync(harness))[^1].Next.Text;
        var name = harness.Source.Descriptor.Name;
        var text = kind switch
        {
            "stream" => own.Replace($"{name}/", $"{name.Vendor}.otherthings/", StringComparison.Ordinal),
            "vendor" => own.Replace($"{name}/", $"othervendor.{name.Entity}/", StringComparison.Ordinal),
            "version" => own.Replace($"{name}/", $"{name}/99", StringComparison.Ordinal),
            "damaged" => own[..(own.IndexOf(':', StringComparison.Ordinal) + 1)] + "%%",
            _ => "nonsense",
        };
        Assert.NotEqual(own, text);
        var before = harness.Exchanges.Count;

        await Assert.ThrowsAsync<IntegrationCursorException>(() => ReadAsync(harness, SyncMode.Delta, SyncCursor.FromStored(text)));

        Assert.Equal(before, harness.Exchanges.Count);
    }

    /// <summary>The caller's own cancellation arrives as such, at once, and the read can be taken up again.</summary>
    [Fact(Timeout = Limit)]
    public async Task Cancellation_in_the_middle_of_a_page_stops_at_once_and_loses_nothing()
    {
        await using var harness = await FilledAsync(pages: 2.5);
        Assert.SkipUnless(harness.IsPaged, "The list comes whole.");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        List<SyncPage> pages = [];

        var reading = Task.Run(
            async () =>
            {
                await foreach (var page in harness.Source.ReadPages(Request(harness), stop.Token))
                {
                    pages.Add(page);
                    harness.Fail(VendorFault.Hold, 1);
                }
            },
            Token);
        await harness.WaitUntilHeldAsync(Token);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
        Assert.DoesNotContain(pages, static p => p.IsLast);
        harness.Fail(VendorFault.Hold, 0);
        var rest = await ReadAsync(harness, SyncMode.Full, pages.Count == 0 ? null : pages[^1].Next);
        Assert.Equal(Numbers(harness, 2.5).Count(), Ids(pages.Concat(rest)).Distinct().Count());
    }

    /// <summary>A token that is cancelled already sends nothing.</summary>
    [Fact(Timeout = Limit)]
    public async Task A_cancelled_token_sends_nothing()
    {
        await using var harness = await FilledAsync(pages: 1);
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var page in harness.Source.ReadPages(Request(harness), stop.Token))
            {
                Assert.Fail($"A page of {page.Records.Count} records was read.");
            }
        });

        Assert.Empty(harness.Exchanges);
    }

    /// <summary>A record that the vendor does not report any more is a delete; the others come as they are.</summary>
    [Fact(Timeout = Limit)]
    public async Task Reading_by_ids_reports_an_absent_record_as_a_delete()
    {
        await using var harness = await CreateHarnessAsync(Token);
        int[] there = harness.MaxRecords == 1 ? [1] : [1, 3];
        harness.SetRecords([.. there.Select(n => Json(harness, n))]);
        VendorId[] asked = [.. there.Append(2).Order().Select(harness.IdOf)];

        var records = await harness.Source.ReadByIdsAsync(harness.Account, asked, null, Token);

        Assert.Equal(asked, records.Select(static r => r.Id!.Value).Order(IdOrder));
        Assert.Equal(harness.IdOf(2), Assert.Single(records, static r => r.Operation == SyncOperation.Delete).Id);
        var mapped = records.Select(r => harness.Source.Mapper.Map(r, harness.Account)).ToList();
        Assert.All(mapped, static m => Assert.Null(m.Problem));
        Assert.Equal(there.Length, mapped.Count(static m => m.Row is not null));
    }

    /// <summary>Reading nothing costs nothing, and a repeated id is one record.</summary>
    [Fact(Timeout = Limit)]
    public async Task Reading_by_no_ids_sends_nothing_and_a_repeated_id_is_read_once()
    {
        await using var harness = await FilledAsync(pages: 0.5);

        var none = await harness.Source.ReadByIdsAsync(harness.Account, [], null, Token);
        Assert.Empty(none);
        Assert.Empty(harness.Exchanges);

        var one = await harness.Source.ReadByIdsAsync(harness.Account, [harness.IdOf(1), harness.IdOf(1)], null, Token);
        Assert.Equal(harness.IdOf(1), Assert.Single(one).Id);
    }

    /// <summary>A failing vendor never turns records into deletes.</summary>
    [Fact(Timeout = Limit)]
    public async Task I7_a_failing_vendor_never_turns_a_read_by_ids_into_deletes()
    {
        foreach (var fault in (VendorFault[])[VendorFault.ServerError, VendorFault.Forbidden, VendorFault.NotJson, VendorFault.CutJson])
        {
            await using var harness = await FilledAsync(pages: 0.5);
            harness.Fail(fault, int.MaxValue);
            if (fault == VendorFault.Forbidden && harness.IsRefusedByRecord)
            {
                Assert.Equal(SyncOperation.Upsert, Assert.Single(await harness.Source.ReadByIdsAsync(harness.Account, [harness.IdOf(1)], null, Token)).Operation);
                continue;
            }

            await WhileTimePassesAsync(
                harness,
                () => Assert.ThrowsAnyAsync<IntegrationException>(() => harness.Source.ReadByIdsAsync(harness.Account, [harness.IdOf(1)], null, Token)));
        }
    }

    /// <summary>A count agrees with what a full read gives and names the flags it was taken under.</summary>
    [Fact(Timeout = Limit)]
    public async Task The_count_agrees_with_a_full_read()
    {
        await using var harness = await FilledAsync(pages: 1.5);

        var count = await harness.Source.CountAsync(harness.Account, null, Token);

        if (harness.Source.Descriptor.CountCost == CountCost.None)
        {
            Assert.Null(count);
            return;
        }

        Assert.NotNull(count);
        Assert.NotNull(count.Flags);
        Assert.Equal(Numbers(harness, 1.5).Count(), count.Total);
    }

    /// <summary>The cheap id sweep gives the ids of a full read, each once: also where a page repeats the last rows of the one before.</summary>
    [Fact(Timeout = Limit)]
    public async Task The_key_sweep_gives_every_identifier_once()
    {
        await using var harness = await FilledAsync(pages: 2.5);
        List<VendorId> keys = [];

        await foreach (var page in harness.Source.ReadKeys(harness.Account, null, null, Token))
        {
            keys.AddRange(page.Keys.Select(static k => k.Id));
        }

        Assert.Equal(Numbers(harness, 2.5).Select(harness.IdOf).ToHashSet(), keys.ToHashSet());
        Assert.Equal(keys.Count, keys.ToHashSet().Count);
    }

    /// <summary>A key sweep that is cut off after any page continues there, and only its last page says that it is the last.</summary>
    [Fact(Timeout = Limit)]
    public async Task A_key_sweep_that_was_cut_off_continues()
    {
        await using var harness = await FilledAsync(pages: 2.5);
        List<VendorId> keys = [];
        SyncCursor? cursor = null;
        for (bool isLast = false; !isLast;)
        {
            await using var pages = harness.Source.ReadKeys(harness.Account, cursor, null, Token).GetAsyncEnumerator(Token);
            Assert.True(await pages.MoveNextAsync(), "The key sweep ended without a last page.");
            keys.AddRange(pages.Current.Keys.Select(static k => k.Id));
            (cursor, isLast) = (pages.Current.Next, pages.Current.IsLast);
        }

        Assert.Equal(Numbers(harness, 2.5).Select(harness.IdOf).ToHashSet(), keys.ToHashSet());
    }

    /// <summary>Every request is counted for the run that caused it.</summary>
    [Fact(Timeout = Limit)]
    public async Task Every_request_is_counted()
    {
        await using var harness = await FilledAsync(pages: 2.5);
        var tally = new RequestTally();

        await ReadAsync(harness, tally: tally);
        await harness.Source.ReadByIdsAsync(harness.Account, [harness.IdOf(1)], tally, Token);

        Assert.Equal(harness.Exchanges.Count, tally.Requests);
        Assert.True(tally.BytesRead > 0);
        Assert.Equal(0, tally.Throttled);
    }

    /// <summary>Two reads that take turns page by page do not disturb each other: a source holds no state of a run.</summary>
    [Fact(Timeout = Limit)]
    public async Task Two_reads_that_take_turns_do_not_disturb_each_other()
    {
        await using var harness = await FilledAsync(pages: 2.5);
        await using var first = harness.Source.ReadPages(Request(harness), Token).GetAsyncEnumerator(Token);
        await using var second = harness.Source.ReadPages(Request(harness), Token).GetAsyncEnumerator(Token);
        List<SyncPage> firstPages = [];
        List<SyncPage> secondPages = [];

        for (bool more = true, moreOfSecond = true; more || moreOfSecond;)
        {
            more = more && await TakeAsync(first, firstPages);
            moreOfSecond = moreOfSecond && await TakeAsync(second, secondPages);
        }

        Assert.Equal(Numbers(harness, 2.5).Count(), Ids(firstPages).Distinct().Count());
        Assert.Equal(Ids(firstPages), Ids(secondPages));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static IComparer<VendorId> IdOrder { get; } = Comparer<VendorId>.Create(static (a, b) => string.CompareOrdinal(a.Value, b.Value));

    private static IEqualityComparer<string> JsonEquality { get; } = EqualityComparer<string>.Create(static (a, b) => JsonNode.DeepEquals(Parse(a), Parse(b)), static _ => 0);

    private async Task<SyncSourceHarness> FilledAsync(double pages)
    {
        var harness = await CreateHarnessAsync(Token);
        harness.SetRecords([.. Numbers(harness, pages).Select(n => Json(harness, n))]);
        return harness;
    }

    private static IEnumerable<int> Numbers(SyncSourceHarness harness, double pages) => Enumerable.Range(1, Math.Min(harness.MaxRecords, Math.Max(2, (int)(harness.PageSize * pages))));

    private static string Json(SyncSourceHarness harness, int number) => harness.MakeRecord(number).ToJsonString();

    private static JsonNode? Parse(string? json) => json is null ? null : JsonNode.Parse(json);

    private static IEnumerable<VendorId> Ids(IEnumerable<SyncPage> pages) => pages.SelectMany(static p => p.Records).Select(static r => r.Id!.Value);

    private static SyncRequest Request(SyncSourceHarness harness, SyncMode mode = SyncMode.Full, SyncCursor? cursor = null, RequestTally? tally = null) =>
        new() { Account = harness.Account, Mode = mode, Cursor = cursor, Tally = tally };

    private static async Task<IReadOnlyList<SyncPage>> ReadAsync(SyncSourceHarness harness, SyncMode mode = SyncMode.Full, SyncCursor? cursor = null, RequestTally? tally = null)
    {
        List<SyncPage> pages = [];
        await foreach (var page in harness.Source.ReadPages(Request(harness, mode, cursor, tally), Token))
        {
            pages.Add(page);
        }

        return pages;
    }

    private static async Task<bool> TakeAsync(IAsyncEnumerator<SyncPage> read, List<SyncPage> pages)
    {
        if (!await read.MoveNextAsync())
        {
            return false;
        }

        pages.Add(read.Current);
        return true;
    }

    private static async Task<Dictionary<VendorId, string>> HashesAsync(SyncSourceHarness harness) =>
        (await ReadAsync(harness)).SelectMany(static p => p.Records).Select(r => harness.Source.Mapper.Map(r, harness.Account))
            .ToDictionary(static m => m.Id!.Value, static m => Convert.ToHexString(m.ContentHash.Span));

    /// <summary>The record's own text with one property replaced by text that need not be what <see cref="JsonNode"/> could hold.</summary>
    private static string Replaced(JsonObject record, string name, string value)
    {
        const string Mark = "\"@@mark@@\"";
        record[name] = "@@mark@@";
        return record.ToJsonString().Replace(Mark, value, StringComparison.Ordinal);
    }

    private static void AssertOnlyLastPageIsLast(IReadOnlyList<SyncPage> pages)
    {
        Assert.NotEmpty(pages);
        Assert.All(pages.Take(pages.Count - 1), static p => Assert.False(p.IsLast));
        Assert.True(pages[^1].IsLast, "The read ended without a page that says it is the last.");
    }

    private static void AssertExplains(IntegrationException error, SyncSourceHarness harness)
    {
        Assert.Equal(harness.Account.Ref, error.Context.Account);
        Assert.Equal(harness.Source.Descriptor.Name, error.Context.Stream);
        Assert.Contains(harness.Account.Ref.ToString(), error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(harness.Secret, error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToBase64String(Encoding.UTF8.GetBytes(harness.Secret))[..^4], error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(harness.Secret, error.Context.Body ?? string.Empty, StringComparison.Ordinal);
        Assert.True(error.Context.Body is null or { Length: <= 512 });
        Assert.False(error.Context.Path?.Contains('?', StringComparison.Ordinal) ?? false, "The path in the error has a query.");
    }

    /// <summary>
    /// Runs a read whose source waits on its clock after a fault. The clock is moved only while no request is under way at the vendor, in steps far below any timeout, so that
    /// time passes for delays and not for requests.
    /// </summary>
    private static async Task<T> WhileTimePassesAsync<T>(SyncSourceHarness harness, Func<Task<T>> read)
    {
        var reading = read();
        while (!reading.IsCompleted)
        {
            await Task.WhenAny(reading, Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, Token));
            if (harness.Exchanges.Count > 0 && !harness.IsBusy)
            {
                harness.Advance(TimeSpan.FromMilliseconds(250));
            }
        }

        return await reading;
    }
}
