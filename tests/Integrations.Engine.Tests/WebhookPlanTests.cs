using Integrations.Abstractions;

namespace Integrations.Engine.Tests;

public sealed class WebhookPlanTests
{
    private const string Here = "https://hooks.example.com/webhooks/test/now";
    private const string Before = "https://old.example.com/webhooks/test/before";
    private const string Foreign = "https://elsewhere.example.com/receiver";

    public static TheoryData<string, string> Cases => new()
    {
        { "", "Create a; Create b" },
        { "1 a now on, 2 b now on", "Keep a 1; Keep b 2" },
        { "1 a now off, 2 b now on", "Update a 1; Keep b 2" },
        { "1 a before on, 2 b now on", "Update a 1; Keep b 2" },
        { "1 a before on, 3 a now on, 2 b now on", "Delete a 1; Keep a 3; Keep b 2" },
        { "1 a now off, 3 a now on, 2 b now on", "Delete a 1; Keep a 3; Keep b 2" },
        { "1 a before on, 3 a before off, 2 b now on", "Delete a 3; Update a 1; Keep b 2" },
        { "1 a now on, 2 b now on, 3 c now on, 4 c before off", "Delete c 3; Delete c 4; Keep a 1; Keep b 2" },
        { "1 a foreign on, 2 b foreign off, 3 c foreign on", "Create a; Create b" },
        { "1 a foreign on, 2 a foreign off, 3 b now on", "Full a; Keep b 3" },
        { "1 a foreign on, 2 a before on, 3 b now on", "Update a 2; Keep b 3" },
        { "1 a now on, 1 b now on, 1 c now on", "Keep a 1; Keep b 1" },
        { "1 a now on, 1 b now on, 2 a now on", "Delete a 2; Keep a 1; Keep b 1" },
        { "1 a before on, 1 b before on", "Delete a 1; Create a; Create b" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void What_is_registered_becomes_what_is_wanted(string registered, string steps) => Assert.Equal(steps, string.Join("; ", Plan(Read(registered)).Select(Text)));

    [Theory]
    [MemberData(nameof(Cases))]
    public void Doing_the_steps_leaves_nothing_to_do(string registered, string steps)
    {
        List<WebhookRegistration> there = Read(registered);
        foreach (WebhookStep step in Plan(there))
        {
            there.RemoveAll(r => step.Kind is WebhookStepKind.Delete or WebhookStepKind.Update && r.Id == step.There!.Id);
            if (step.Kind is WebhookStepKind.Create or WebhookStepKind.Update)
            {
                there.Add(new WebhookRegistration(new VendorId("n" + step.Event), step.Event, Here, IsActive: true));
            }
        }

        Assert.All(Plan(there), s => Assert.True(s.Kind is WebhookStepKind.Keep or WebhookStepKind.Full, $"{steps} leaves {Text(s)}"));
        Assert.Equal(Read(registered).Count(static r => r.Address == Foreign), there.Count(static r => r.Address == Foreign));
    }

    private static IReadOnlyList<WebhookStep> Plan(IReadOnlyList<WebhookRegistration> there) => WebhookPlan.Of(["a", "b"], new Uri(Here), there, static a => a is Here or Before, maxPerEvent: 2);

    private static string Text(WebhookStep step) => $"{step.Kind} {step.Event} {step.There?.Id}".TrimEnd();

    private static List<WebhookRegistration> Read(string text) =>
        [.. text.Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(static r => r.Split(' ')).Select(static p => new WebhookRegistration(new VendorId(p[0]), p[1], p[2] switch { "now" => Here, "before" => Before, _ => Foreign }, p[3] == "on"))];
}
