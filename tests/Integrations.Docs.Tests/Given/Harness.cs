using System.Text.Json.Nodes;
using Integrations.Abstractions;
using Integrations.Testing;

public static class HarnessGiven;

internal sealed class PeopleHarness : StubVendorHarness
{
    public override ISyncSource Source => throw new InvalidOperationException();

    public override AccountInfo Account => throw new InvalidOperationException();

    public override int PageSize => 100;

    public override string Secret => "";

    public override JsonObject MakeRecord(int number) => [];

    public override VendorId IdOf(int number) => VendorId.From(number);

    public override ValueTask ReplaceCredentialAsync(CancellationToken cancellationToken = default) => default;

    public override void Advance(TimeSpan by)
    {
    }

    protected override bool IsAuthorized(StubRequest request) => true;

    protected override StubAnswer Answer(StubRequest request) => new(200, "{}");
}
