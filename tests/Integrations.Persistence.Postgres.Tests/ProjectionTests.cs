using Integrations.Abstractions;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Integrations.Persistence.Postgres.Tests;

public sealed class ProjectionTests(MigratedDatabase database) : IClassFixture<MigratedDatabase>
{
    private const string Participant =
        "select source_external_id, role, status, side, first_name, last_name, email, phone, company, user_id, transaction_id, deleted_at is null from integrations.participant where source_account_id = $1 order by source_external_id";

    private const string ContactLog =
        "select source_table, source_external_id, source_id, contact_type, contacted_at at time zone 'UTC', direction, note, fub_people_id, user_id, agent_id, array_to_string(unresolved_refs, ','), deleted_at is null "
        + "from integrations.contact_log where source_account_id = $1 order by source_external_id";

    private const string Transaction =
        "select source_external_id, status, stage, closing_date, sale_price, gross_commission, terminated, closed, transaction_owner_name, transaction_owner_email, transaction_owner_agent_id, user_id, team_id, "
        + "lead_source, lead_type, deleted_at is null from integrations.transaction where source_account_id = $1 order by source_external_id";

    [Fact]
    public async Task People_become_participants()
    {
        long account = await Rows.AccountAsync(database);
        long person = await Rows.PersonAsync(
            database, account, 9002, ("first_name", "Avery"), ("last_name", "Northwick"), ("type", "Buyer"), ("stage_name", "Lead"), ("primary_email_norm", "avery.northwick@example.com"),
            ("primary_phone_e164", "+12025550142"), ("user_id", 7L), ("raw", """{"socialData":{"company":"Example Co"}}"""));
        long other = await Rows.PersonAsync(database, account, 9003, ("raw", """{"socialData":[]}"""));

        await AppliesOnceAsync("fub_people_to_participant", account, 2, person, other);
        Assert.Equal(
            ["9002|CLIENT|Lead|BUY|Avery|Northwick|avery.northwick@example.com|+12025550142|Example Co|7||True", "9003|CLIENT||||||||||True"],
            await database.RowsAsync(Participant, account));

        await Rows.UpdateAsync(database, "fub_people", person, ("first_name", "Ave"), ("type", "Seller"), ("stage_name", null));
        await AppliesOnceAsync("fub_people_to_participant", account, 1, person, other);
        Assert.Equal("9002|CLIENT||SELL|Ave|Northwick|avery.northwick@example.com|+12025550142|Example Co|7||True", (await database.RowsAsync(Participant, account))[0]);
    }

    [Fact]
    public async Task A_person_that_was_deleted_or_trashed_is_marked_and_comes_back()
    {
        long account = await Rows.AccountAsync(database);
        long deleted = await Rows.PersonAsync(database, account, 1);
        long trashed = await Rows.PersonAsync(database, account, 2, ("is_trashed", true), ("fub_updated_at", "2026-01-15T16:20:29Z"));
        await AppliesOnceAsync("fub_people_to_participant", account, 2, deleted, trashed);

        await DeleteAsync("fub_people", deleted);
        await AppliesOnceAsync("fub_people_to_participant", account, 1, deleted, trashed);
        Assert.Equal(
            ["1|False", "2|True"],
            await database.RowsAsync("select source_external_id, deleted_at = '2026-01-15T16:20:29Z' from integrations.participant where source_account_id = $1 and deleted_at is not null order by 1", account));

        // A trashed person that is edited stays marked since then; one that is taken out of the trash is live again.
        await Rows.UpdateAsync(database, "fub_people", trashed, ("fub_updated_at", "2026-01-20T00:00:00Z"));
        await Rows.UpdateAsync(database, "fub_people", deleted, ("deleted_at", null), ("deleted_source", null));
        await AppliesOnceAsync("fub_people_to_participant", account, 2, deleted, trashed);
        Assert.Equal(
            ["1|", "2|2026-01-15T16:20:29"],
            await database.RowsAsync("""select source_external_id, to_char(deleted_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS') from integrations.participant where source_account_id = $1 order by 1""", account));
    }

    [Fact]
    public async Task Calls_become_contact_log_rows()
    {
        (long account, long person, long user, long agent) = await PeopleAsync();
        long call = await Rows.InsertAsync(
            database, "fub_calls", account, ("ad_call_id", "1-35010"), ("call_id", 35010L), ("fub_created_at", "2026-01-13T18:03:10Z"), ("is_incoming", false), ("note", "Left details"),
            ("fub_user_id", 41L), ("fub_users_id", user), ("person_id", 9002L), ("fub_people_id", person));
        long waiting = await Rows.InsertAsync(
            database, "fub_calls", account, ("ad_call_id", "1-35011"), ("call_id", 35011L), ("fub_created_at", "2026-01-13T19:00:00Z"), ("is_incoming", true), ("person_id", 9009L), ("user_id", 8L),
            ("unresolved_refs", """["person"]"""));

        await AppliesOnceAsync("fub_calls_to_contact_log", account, 2, call, waiting);
        Assert.Equal(
            [$"fub_calls|35010|{call}|call|01/13/2026 18:03:10|outbound|Left details|{person}|7|{agent}||True", $"fub_calls|35011|{waiting}|call|01/13/2026 19:00:00|inbound|||8||person|True"],
            await database.RowsAsync(ContactLog, account));

        await Rows.UpdateAsync(database, "fub_calls", waiting, ("fub_people_id", person), ("unresolved_refs", "[]"));
        await DeleteAsync("fub_calls", call);
        await AppliesOnceAsync("fub_calls_to_contact_log", account, 2, call, waiting);
        Assert.Equal(
            [$"fub_calls|35010|{call}|call|01/13/2026 18:03:10|outbound|Left details|{person}|7|{agent}||False", $"fub_calls|35011|{waiting}|call|01/13/2026 19:00:00|inbound||{person}|8|||True"],
            await database.RowsAsync(ContactLog, account));
    }

    [Fact]
    public async Task Text_messages_become_contact_log_rows_without_the_words_that_stand_for_hidden_text()
    {
        (long account, long person, long user, long agent) = await PeopleAsync();
        long shown = await Rows.InsertAsync(
            database, "fub_text_messages", account, ("ad_text_message_id", "1-61003"), ("text_message_id", "61003"), ("sent", "2026-01-15T16:20:28Z"), ("created_at_fub", "2026-01-15T16:20:29Z"),
            ("is_incoming", true), ("message", "See you at 3"), ("fub_users_id", user), ("fub_people_id", person));
        long hidden = await Rows.InsertAsync(
            database, "fub_text_messages", account, ("ad_text_message_id", "1-61004"), ("text_message_id", "61004"), ("created_at_fub", "2026-01-15T16:30:00Z"),
            ("message", "* Body is hidden for privacy reasons *"));

        await AppliesOnceAsync("fub_text_messages_to_contact_log", account, 2, shown, hidden);
        Assert.Equal(
            [$"fub_text_messages|61003|{shown}|text|01/15/2026 16:20:28|inbound|See you at 3|{person}|7|{agent}||True", $"fub_text_messages|61004|{hidden}|text|01/15/2026 16:30:00|||||||True"],
            await database.RowsAsync(ContactLog, account));

        await Rows.UpdateAsync(database, "fub_text_messages", hidden, ("message", "Now readable"), ("is_incoming", false));
        await DeleteAsync("fub_text_messages", shown);
        await AppliesOnceAsync("fub_text_messages_to_contact_log", account, 2, shown, hidden);
        Assert.Equal(
            ["False|inbound|See you at 3", "True|outbound|Now readable"],
            await database.RowsAsync("select deleted_at is null, direction, note from integrations.contact_log where source_account_id = $1 order by source_external_id", account));
    }

    [Fact]
    public async Task Appointments_become_contact_log_rows()
    {
        (long account, long person, long user, long agent) = await PeopleAsync();
        long appointment = await Rows.InsertAsync(
            database, "fub_appointments", account, ("ad_appointment_id", "1-296990"), ("appointment_id", "296990"), ("start", "2026-01-18T15:00:00Z"), ("title", "Showing"), ("description", "Bring keys"),
            ("created_by_fub_user_id", user), ("invited_person_id", person));
        long empty = await Rows.InsertAsync(database, "fub_appointments", account, ("ad_appointment_id", "1-296991"), ("appointment_id", "296991"), ("title", ""), ("description", ""));

        await AppliesOnceAsync("fub_appointments_to_contact_log", account, 2, appointment, empty);
        Assert.Equal(
            [$"fub_appointments|296990|{appointment}|appointment|01/18/2026 15:00:00||Showing\nBring keys|{person}|7|{agent}||True", $"fub_appointments|296991|{empty}|appointment||||||||True"],
            await database.RowsAsync(ContactLog, account));

        await Rows.UpdateAsync(database, "fub_appointments", appointment, ("start", "2026-01-19T15:00:00Z"));
        await DeleteAsync("fub_appointments", empty);
        await AppliesOnceAsync("fub_appointments_to_contact_log", account, 2, appointment, empty);
        Assert.Equal(
            ["01/19/2026 15:00:00|True", "|False"],
            await database.RowsAsync("select contacted_at at time zone 'UTC', deleted_at is null from integrations.contact_log where source_account_id = $1 order by source_external_id", account));
    }

    [Fact]
    public async Task Notes_become_contact_log_rows_of_who_wrote_them()
    {
        (long account, long person, long user, long agent) = await PeopleAsync();
        long shown = await Rows.InsertAsync(
            database, "fub_notes", account, ("ad_note_id", "1-1483292"), ("note_id", 1483292L), ("fub_created_at", "2026-01-13T18:05:00Z"), ("subject", "Visit"), ("body", "Liked the garden"),
            ("is_hidden", false), ("created_by_fub_user_id", user), ("fub_people_id", person));
        long hidden = await Rows.InsertAsync(
            database, "fub_notes", account, ("ad_note_id", "1-1483293"), ("note_id", 1483293L), ("fub_created_at", "2026-01-13T19:05:00Z"), ("is_hidden", true), ("unresolved_refs", """["person"]"""));

        await AppliesOnceAsync("fub_notes_to_contact_log", account, 2, shown, hidden);
        Assert.Equal(
            [$"fub_notes|1483292|{shown}|note|01/13/2026 18:05:00||Visit\nLiked the garden|{person}|7|{agent}||True", $"fub_notes|1483293|{hidden}|note|01/13/2026 19:05:00||||||person|True"],
            await database.RowsAsync(ContactLog, account));

        await Rows.UpdateAsync(database, "fub_notes", hidden, ("fub_people_id", person), ("unresolved_refs", "[]"));
        await DeleteAsync("fub_notes", shown);
        await AppliesOnceAsync("fub_notes_to_contact_log", account, 2, shown, hidden);
        Assert.Equal(
            ["1483292|False|7", $"1483293|True|"],
            await database.RowsAsync("select source_external_id, deleted_at is null, user_id from integrations.contact_log where source_account_id = $1 order by source_external_id", account));
    }

    [Fact]
    public async Task Tasks_become_contact_log_rows_and_are_contacts_from_when_they_are_done()
    {
        (long account, long person, long user, long agent) = await PeopleAsync();
        long open = await Rows.InsertAsync(
            database, "fub_tasks", account, ("ad_task_id", "1-44724"), ("task_id", 44724L), ("fub_created_at", "2026-01-13T18:06:00Z"), ("name", "Call back"), ("is_completed", false),
            ("due_at", "2026-01-20T15:00:00Z"), ("fub_users_id", user), ("fub_people_id", person));
        long done = await Rows.InsertAsync(
            database, "fub_tasks", account, ("ad_task_id", "1-44725"), ("task_id", 44725L), ("fub_updated_at", "2026-01-15T10:00:00Z"), ("name", "Send papers"), ("is_completed", true));

        await AppliesOnceAsync("fub_tasks_to_contact_log", account, 2, open, done);
        Assert.Equal(
            [$"fub_tasks|44724|{open}|task|||Call back|{person}|7|{agent}||True", $"fub_tasks|44725|{done}|task|01/15/2026 10:00:00||Send papers|||||True"],
            await database.RowsAsync(ContactLog, account));

        await Rows.UpdateAsync(database, "fub_tasks", open, ("is_completed", true), ("completed_at", "2026-01-16T09:00:00Z"));
        await DeleteAsync("fub_tasks", done);
        await AppliesOnceAsync("fub_tasks_to_contact_log", account, 2, open, done);
        Assert.Equal(
            ["44724|01/16/2026 09:00:00|True", "44725|01/15/2026 10:00:00|False"],
            await database.RowsAsync("select source_external_id, contacted_at at time zone 'UTC', deleted_at is null from integrations.contact_log where source_account_id = $1 order by source_external_id", account));
    }

    [Fact]
    public async Task Deals_become_transactions_and_are_noted_as_copied()
    {
        (long account, long person, long user, long agent) = await PeopleAsync();
        long deal = await Rows.InsertAsync(
            database, "fub_deals", account, ("ad_deal_id", "1-5920"), ("fub_deal_id", 5920L), ("status", "Active"), ("stage_name", "Under Contract"), ("price", 525000), ("commission_value", 15750),
            ("projected_close_date", "2026-03-31"), ("primary_fub_user_id", user), ("primary_person_id", person), ("ad_team_id", 3L));
        long won = await Rows.InsertAsync(database, "fub_deals", account, ("ad_deal_id", "1-5921"), ("fub_deal_id", 5921L), ("status", "Archived"), ("closed_stage", true), ("fub_account_user_name", "Rowan"));
        long gone = await Rows.InsertAsync(database, "fub_deals", account, ("ad_deal_id", "1-5922"), ("fub_deal_id", 5922L), ("status", "Deleted"));

        await AppliesOnceAsync("fub_deals_to_transaction", account, 3, deal, won, gone);
        Assert.Equal(
            [
                $"5920|Active|Under Contract|03/31/2026|525000.00|15750.00|False|False|Rowan Kestrel|rowan.kestrel@example.com|{agent}|7|3|Example Portal|Buyer|True",
                "5921|Closed|||||False|True|Rowan|||||||True",
                "5922|Canceled|||||True|False||||||||False",
            ],
            await database.RowsAsync(Transaction, account));
        Assert.Equal(["True"], await database.RowsAsync("select distinct copied_to_normalized from integrations.fub_deals where fub_account_id = $1", account));

        await Rows.UpdateAsync(database, "fub_deals", deal, ("price", 530000), ("stage_name", "Closed"), ("closed_stage", true));
        await DeleteAsync("fub_deals", won);
        await AppliesOnceAsync("fub_deals_to_transaction", account, 2, deal, won, gone);
        Assert.Equal(
            ["5920|Closed|Closed|530000.00|True", "5921|Canceled|||False", "5922|Canceled|||False"],
            await database.RowsAsync("select source_external_id, status, stage, sale_price, deleted_at is null from integrations.transaction where source_account_id = $1 order by 1", account));
    }

    [Fact]
    public async Task A_projection_touches_only_the_rows_and_the_account_it_is_given()
    {
        long account = await Rows.AccountAsync(database);
        long other = await Rows.AccountAsync(database);
        long given = await Rows.PersonAsync(database, account, 1);
        await Rows.PersonAsync(database, account, 2);
        long foreign = await Rows.PersonAsync(database, other, 1);

        await AppliesOnceAsync("fub_people_to_participant", account, 1, given, foreign);

        Assert.Equal(["1"], await database.RowsAsync("select source_external_id from integrations.participant where source_account_id = any($1)", new[] { account, other }));
    }

    [Fact]
    public void The_host_replaces_adds_and_switches_off_projections()
    {
        using ServiceProvider services = database.Services(s => s
            .AddSingleton<ICoreProjection>(new Nothing("fub_calls_to_contact_log", "fub_calls"))
            .AddSingleton<ICoreProjection>(new Nothing("fub_calls_to_ours", "fub_calls"))
            .Configure<PostgresOptions>(static o => o.DisabledProjections.Add("fub_deals_to_transaction")));
        CoreProjections projections = services.GetRequiredService<CoreProjections>();

        Assert.Equal(["fub_calls_to_contact_log", "fub_calls_to_ours"], projections.For("fub_calls").Select(static p => p.Name));
        Assert.All(projections.For("fub_calls"), static p => Assert.IsType<Nothing>(p));
        Assert.Empty(projections.For("fub_deals"));
        Assert.Single(projections.For("fub_people"));
    }

    [Fact]
    public void A_disabled_projection_that_does_not_exist_is_a_configuration_error()
    {
        using ServiceProvider services = database.Services(static s => s.Configure<PostgresOptions>(static o => o.DisabledProjections.Add("fub_deal_to_transaction")));

        var error = Assert.Throws<IntegrationConfigurationException>(services.GetRequiredService<CoreProjections>);
        Assert.Contains("fub_deals_to_transaction", error.Message, StringComparison.Ordinal);
    }

    /// <summary>Applies a projection, which must write so many core rows, and again, which must write none.</summary>
    private async Task AppliesOnceAsync(string name, long account, long written, params long[] ids)
    {
        await using ServiceProvider services = database.Services();
        ICoreProjection projection = services.GetRequiredService<CoreProjections>().For(name[..name.IndexOf("_to_", StringComparison.Ordinal)]).Single(p => p.Name == name);
        AccountRef owner = new("fub", new RowId(account));
        await using NpgsqlConnection connection = await database.DataSource.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);

        Assert.Equal(written, await projection.ApplyAsync(connection, transaction, owner, ids, TestContext.Current.CancellationToken));
        Assert.Equal(0, await projection.ApplyAsync(connection, transaction, owner, ids, TestContext.Current.CancellationToken));
        await transaction.CommitAsync(TestContext.Current.CancellationToken);
    }

    private Task DeleteAsync(string table, long id) => Rows.UpdateAsync(database, table, id, ("deleted_at", "2026-02-01T00:00:00Z"), ("deleted_source", "sweep"));

    private async Task<(long Account, long Person, long User, long Agent)> PeopleAsync()
    {
        long account = await Rows.AccountAsync(database);
        long person = await Rows.PersonAsync(database, account, 9002, ("source_name", "Example Portal"), ("type", "Buyer"));
        long agent = await database.ScalarAsync<long>("insert into integrations.agent (display_name) values ('Rowan Kestrel') returning id");
        long user = await Rows.InsertAsync(
            database, "fub_users", account, ("fub_user_id", 41L), ("name", "Rowan Kestrel"), ("email", "rowan.kestrel@example.com"), ("user_id", 7L), ("agent_id", agent));
        return (account, person, user, agent);
    }

    private sealed class Nothing(string name, string table) : ICoreProjection
    {
        public string Name => name;

        public string SourceTable => table;

        public Task<long> ApplyAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, AccountRef account, long[] rowIds, CancellationToken cancellationToken = default) => Task.FromResult(0L);
    }
}
