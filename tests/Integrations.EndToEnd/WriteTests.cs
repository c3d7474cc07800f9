using System.Globalization;
using System.Text.Json.Nodes;
using Integrations.Abstractions;
using Integrations.Fub;
using Integrations.Simulators;
using Microsoft.Extensions.DependencyInjection;

namespace Integrations.EndToEnd;

public sealed class WriteTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task I3_what_is_written_through_the_client_is_in_the_mirror_after_one_delta()
    {
        await using FubStage stage = await FubStage.OpenAsync();
        AccountInfo account = await stage.ConnectAsync();
        await stage.SettleAsync();
        stage.Time.Advance(TimeSpan.FromMinutes(20));
        FubClient client = stage.Services.GetRequiredService<IFubClientFactory>().Create(account.Ref);

        FubLeadResult lead = await client.SendLeadAsync(NewLead("Example Portal"), Token);
        long person = lead.Person!.Id!.Value;
        await client.UpdatePersonAsync(person, new FubPersonUpdate { Price = 525000, AddTags = ["Second"], Custom = new FubCustomValues().Set("customLoanAmount", 420000m) }, Token);
        FubCall call = await client.LogCallAsync(new FubNewCall { PersonId = person, Phone = "2025550142", IsIncoming = false, Duration = 60, Outcome = FubCallOutcome.Interested }, Token);
        FubPipeline pipeline = (await client.ListPipelinesAsync(new FubListQuery(), Token)).Items[0];
        FubDeal deal = await client.CreateDealAsync(new FubNewDeal { Name = "100 Example Ave", StageId = pipeline.Stages![0].Id!.Value, UserIds = [1], PeopleIds = [person] }, Token);
        await client.UpdateDealAsync(deal.Id!.Value, new FubDealUpdate { StageId = pipeline.Stages[1].Id!.Value, AgentCommission = 11025m }, Token);
        await stage.RunJobAsync(account, SyncJobType.All);

        Assert.Equal(FubLeadOutcome.Created, lead.Outcome);
        JsonNode mirrored = (await stage.MirrorAsync(account, "people"))[IdOf(person)];
        Assert.Equal(["First", "Second"], mirrored["tags"]!.AsArray().Select(static t => t!.GetValue<string>()));
        Assert.Equal(525000, mirrored["price"]!.GetValue<long>());
        Assert.Equal(420000, mirrored["customLoanAmount"]!.GetValue<long>());
        Assert.Contains(IdOf(call.Id!.Value), (await stage.MirrorAsync(account, "calls")).Keys);
        Assert.Contains((await stage.MirrorAsync(account, "events")).Values, e => e.ToJsonString().Contains("Please send details", StringComparison.Ordinal));
        JsonNode mirroredDeal = (await stage.MirrorAsync(account, "deals"))[IdOf(deal.Id.Value)];
        Assert.Equal(pipeline.Stages[1].Id, mirroredDeal["stageId"]!.GetValue<long>());
        Assert.Equal(11025, mirroredDeal["agentCommission"]!.GetValue<long>());
        await stage.AssertMirrorIsVendorAsync(account);
    }

    [Fact]
    public async Task A_lead_finds_its_person_or_is_archived_and_a_deletion_is_gone_after_a_full_read()
    {
        await using FubStage stage = await FubStage.OpenAsync(static o => o.ArchivedLeadSources.Add("Spam Portal"));
        AccountInfo account = await stage.ConnectAsync();
        await stage.SettleAsync();
        FubClient client = stage.Services.GetRequiredService<IFubClientFactory>().Create(account.Ref);

        FubLeadResult first = await client.SendLeadAsync(NewLead("Example Portal"), Token);
        FubLeadResult second = await client.SendLeadAsync(NewLead("Example Portal"), Token);
        FubLeadResult third = await client.SendLeadAsync(NewLead("Spam Portal") with { Person = new() { FirstName = "Nobody" } }, Token);
        FubPersonResult known = await client.CreatePersonAsync(new FubNewPerson { FirstName = "Other", Emails = [new() { Value = "juniper.vale@example.com" }] }, deduplicate: true, Token);
        await client.DeletePersonAsync(first.Person!.Id!.Value, Token);
        await stage.SyncAndReconcileAsync(account);

        Assert.Equal((FubLeadOutcome.Created, FubLeadOutcome.Updated, FubLeadOutcome.Archived), (first.Outcome, second.Outcome, third.Outcome));
        Assert.Equal(first.Person.Id, second.Person!.Id);
        Assert.Equal((false, first.Person.Id, "Juniper"), (known.IsNew, known.Person.Id, known.Person.FirstName));
        await Assert.ThrowsAsync<IntegrationNotFoundException>(() => client.GetPersonAsync(first.Person.Id.Value, Token));
        Assert.DoesNotContain(IdOf(first.Person.Id.Value), (await stage.MirrorAsync(account, "people")).Keys);
    }

    [Fact]
    public async Task A_person_that_lead_routing_hides_is_waited_for()
    {
        await using FubStage stage = await FubStage.OpenAsync();
        AccountInfo account = await stage.ConnectAsync();
        stage.Vendor.Faults.Add(SimulatorFault.LateVisibility(TimeSpan.FromMinutes(10)));
        FubClient client = stage.Services.GetRequiredService<IFubClientFactory>().Create(account.Ref);
        long person = (await client.SendLeadAsync(NewLead("Example Portal"), Token)).Person!.Id!.Value;

        await Assert.ThrowsAsync<IntegrationNotFoundException>(() => client.CreateNoteAsync(new FubNewNote { PersonId = person, Body = "Too early" }, Token));
        Task<FubPerson> wait = client.WaitForPersonAsync(person, TimeSpan.FromHours(1), Token);
        stage.Time.Advance(TimeSpan.FromMinutes(11));
        await wait;

        await client.CreateNoteAsync(new FubNewNote { PersonId = person, Body = "In time" }, Token);
    }

    [Fact]
    public async Task Webhooks_related_contacts_and_attachments_are_kept_by_the_vendor()
    {
        await using FubStage stage = await FubStage.OpenAsync();
        AccountInfo account = await stage.ConnectAsync();
        FubClient client = stage.Services.GetRequiredService<IFubClientFactory>().Create(account.Ref);
        var hook = new FubNewWebhook { Event = FubWebhookEventName.PeopleUpdated, Url = new Uri("https://hooks.example.com/fub/acct-token-0001") };
        long person = (await client.ListPeopleAsync(new FubPeopleQuery { Limit = 1 }, Token)).Items[0].Id!.Value;

        FubWebhook made = await client.EnsureWebhookAsync(hook, Token);
        await client.UpdateWebhookAsync(made.Id!.Value, new FubWebhookUpdate { Status = FubWebhookStatus.Disabled }, Token);
        FubWebhook armed = await client.EnsureWebhookAsync(hook, Token);
        FubRelationship relationship = await client.CreateRelationshipAsync(new FubNewRelationship { PersonId = person, FirstName = "Sable", Type = "Spouse" }, Token);
        FubAttachment attachment = await client.CreatePersonAttachmentAsync(new FubNewPersonAttachment { PersonId = person, Uri = new Uri("https://files.example.com/offer.pdf"), FileName = "offer.pdf" }, Token);

        Assert.Equal((made.Id, FubWebhookStatus.Active), (armed.Id, armed.Status));
        Assert.Single((await client.ListWebhooksAsync(new FubWebhooksQuery(), Token)).Items);
        Assert.Equal("Sable", (await client.GetRelationshipAsync(relationship.Id!.Value, Token)).FirstName);
        Assert.Equal(relationship.Id, Assert.Single((await client.ListRelationshipsAsync(new FubRelationshipsQuery { PersonId = person }, Token)).Items).Id);
        Assert.Equal("offer.pdf", attachment.FileName);
        Assert.True((await client.CheckDuplicateAsync(new FubDuplicateQuery { Email = (await client.GetPersonAsync(person, Token)).Emails![0].Value }, Token)).Found);
        await client.DeleteWebhookAsync(made.Id.Value, Token);
        Assert.Empty((await client.ListWebhooksAsync(new FubWebhooksQuery(), Token)).Items);
    }

    private static FubLead NewLead(string source) => new()
    {
        Source = source,
        Type = FubEventType.Inquiry,
        Message = "Please send details",
        Person = new() { FirstName = "Juniper", LastName = "Vale", Emails = [new() { Value = "juniper.vale@example.com" }], Tags = ["First"] },
        Property = new() { Street = "100 Example Ave", City = "Springfield", State = "VA", Code = "22150", Price = 525000, ForRent = false },
    };

    private static string IdOf(long id) => id.ToString(CultureInfo.InvariantCulture);
}
