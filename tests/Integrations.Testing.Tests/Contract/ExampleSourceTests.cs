using System.Reflection;
using Integrations.Abstractions;

namespace Integrations.Testing.Tests;

public sealed class ExampleSourceTests : SyncSourceContractTests
{
    private Bug _bug;

    protected override ValueTask<SyncSourceHarness> CreateHarnessAsync(CancellationToken cancellationToken) => ValueTask.FromResult<SyncSourceHarness>(new ExampleHarness(_bug));

    [Theory]
    [InlineData(Bug.LosesThePageAfterTheCursor, nameof(The_cursor_of_any_page_gives_the_rest))]
    [InlineData(Bug.BeginsAnew, nameof(The_cursor_of_any_page_gives_the_rest))]
    [InlineData(Bug.LoopsOnRepeatedCursor, nameof(A_repeated_cursor_does_not_loop))]
    [InlineData(Bug.NeverSaysLast, nameof(An_empty_account_is_a_complete_read))]
    [InlineData(Bug.NeverSaysLast, nameof(A_last_page_that_is_full_ends_the_read))]
    [InlineData(Bug.SaysLastTooEarly, nameof(Reads_every_record_once_and_says_which_page_is_the_last))]
    [InlineData(Bug.SaysLastTooEarly, nameof(Cancellation_in_the_middle_of_a_page_stops_at_once_and_loses_nothing))]
    [InlineData(Bug.TakesRateLimitForFailure, nameof(I12_a_429_is_waited_out))]
    [InlineData(Bug.TakesNotJsonForEmptyPage, nameof(I16_a_page_that_is_not_JSON_is_a_protocol_error_and_loses_nothing), VendorFault.NotJson)]
    [InlineData(Bug.TakesNotJsonForEmptyPage, nameof(I16_a_page_that_is_not_JSON_is_a_protocol_error_and_loses_nothing), VendorFault.CutJson)]
    [InlineData(Bug.TakesCutPageForPage, nameof(A_page_cut_in_transit_is_never_taken_for_a_page), 1)]
    [InlineData(Bug.DropsUnreadableRecords, nameof(I16_an_unreadable_record_is_a_reject_and_its_neighbours_survive), "without id")]
    [InlineData(Bug.FailsThePageOnUnreadableRecords, nameof(I16_an_unreadable_record_is_a_reject_and_its_neighbours_survive), "[]")]
    [InlineData(Bug.ForgetsUnknownFields, nameof(I16_unknown_fields_and_values_are_kept_and_counted))]
    [InlineData(Bug.IgnoresForeignCursors, nameof(A_foreign_cursor_is_refused_before_any_request), "version")]
    [InlineData(Bug.WrapsCancellation, nameof(Cancellation_in_the_middle_of_a_page_stops_at_once_and_loses_nothing))]
    [InlineData(Bug.ForgetsAbsentIds, nameof(Reading_by_ids_reports_an_absent_record_as_a_delete))]
    [InlineData(Bug.TakesErrorsForDeletes, nameof(I7_a_failing_vendor_never_turns_a_read_by_ids_into_deletes))]
    [InlineData(Bug.CountsWrongly, nameof(The_count_agrees_with_a_full_read))]
    [InlineData(Bug.CountsNoRequests, nameof(Every_request_is_counted))]
    [InlineData(Bug.RetriesWithoutEnd, nameof(A_500_that_stays_is_an_unavailable_error))]
    [InlineData(Bug.StormsOn401, nameof(I15_a_second_401_is_an_authentication_error))]
    [InlineData(Bug.NeverRenews, nameof(A_401_renews_the_credential_once))]
    [InlineData(Bug.LeaksTheSecret, nameof(I15_a_second_401_is_an_authentication_error))]
    [InlineData(Bug.LeaksTheSecret, nameof(A_403_is_an_authorization_error))]
    [InlineData(Bug.RewritesTheRawPayload, nameof(The_raw_payload_is_what_the_vendor_sent))]
    [InlineData(Bug.MapperThrows, nameof(I6_every_record_ends_in_exactly_one_outcome_whatever_its_fields_hold))]
    [InlineData(Bug.DeltaSeesNothing, nameof(I3_a_record_that_is_new_since_the_full_read_is_in_the_next_delta))]
    [InlineData(Bug.SharesStateBetweenReads, nameof(Two_reads_that_take_turns_do_not_disturb_each_other))]
    public async Task The_suite_finds(Bug bug, string test, object? argument = null)
    {
        _bug = bug;
        var method = typeof(SyncSourceContractTests).GetMethod(test, BindingFlags.Public | BindingFlags.Instance)!;

        var error = await Record.ExceptionAsync(() => (Task)method.Invoke(this, argument is null ? [] : [argument])!);

        Assert.NotNull(error);
        Assert.True(error is Xunit.Sdk.IAssertionException or IntegrationException or InvalidOperationException, $"Found by accident: {error}");
    }
}
