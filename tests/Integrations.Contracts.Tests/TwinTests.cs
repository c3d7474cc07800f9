using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Integrations.Abstractions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Integrations.Contracts.Tests;

/// <summary>
/// Vendors are twins: whoever knows one finds the way in the others. Rooms and roles are those of a vendor by the name of Acme; each real one has to have them all and nothing beside them, but for what
/// <see cref="s_differences"/> names. <c>docs/adding-a-vendor.md</c> goes through the same roles.
/// </summary>
public sealed class TwinTests(ITestOutputHelper output)
{
    private const string PackageRoom = "src/Integrations.Acme";
    private const string TestRoom = "tests/Integrations.Acme.Tests";
    private const string ContractRoom = "tests/Integrations.Contracts.Tests/Acme";
    private const string SimulatorRoom = "src/Integrations.Simulators";
    private const string Has = "has ";
    private const string Lacks = "lacks ";

    /// <summary>Each room with its roles: files that every vendor has.</summary>
    private static readonly (string Room, string[] Roles)[] s_rooms =
    [
        (PackageRoom,
        [
            "Integrations.Acme.csproj", "README.md", "CHANGELOG.md", "PublicAPI.Shipped.txt", "PublicAPI.Unshipped.txt",
            "AcmeDefaults.cs", "AcmeOptions.cs", "AcmeOptionsValidator.cs", "AcmeOptionsRules.cs", "AcmeOAuthOptions.cs", "IAcmeOAuth.cs",
            "AcmeServiceCollectionExtensions.cs", "AcmeIntegrationBuilder.cs", "AcmeIntegrationDescriptor.cs", "AcmeStreams.cs", "AcmeClient.cs", "AcmeClient.Writes.cs", "IAcmeClientFactory.cs",
        ]),
        ($"{PackageRoom}/Api", ["IAcme*Api.cs", "Acme*Query.cs"]),
        ($"{PackageRoom}/Auth", ["AcmeAuthenticationHandler.cs", "AcmeIdentityReader.cs", "AcmeOAuth.cs"]),
        ($"{PackageRoom}/Errors", ["AcmeErrorReader.cs"]),
        ($"{PackageRoom}/Internal", ["AcmeHttp.cs", "AcmeClientFactory.cs"]),
        ($"{PackageRoom}/Mapping", ["AcmeValues.cs", "Acme*Mapper.cs"]),
        ($"{PackageRoom}/Models", ["Acme*.cs"]),
        ($"{PackageRoom}/Paging", ["AcmePager.cs"]),
        ($"{PackageRoom}/Rows", ["AcmeTables.cs", "Acme*Row.cs"]),
        ($"{PackageRoom}/Serialization", ["AcmeJsonContext.cs", "AcmeTimeConverter.cs", "*Converter.cs"]),
        ($"{PackageRoom}/Sync", ["AcmeSource.cs", "AcmeSourceServices.cs", "AcmeIds.cs"]),
        ($"{PackageRoom}/Webhooks", ["AcmeWebhookEvents.cs", "AcmeWebhookReader.cs", "AcmeWebhookSubscriptions.cs"]),
        ($"{PackageRoom}/Writes", ["Acme*.cs"]),
        (TestRoom, ["Integrations.Acme.Tests.csproj", "AssemblyInfo.cs", "Fixture.cs", "StreamTests.cs"]),
        ($"{TestRoom}/Acceptance", ["AcmeStubHarness.cs"]),
        ($"{TestRoom}/Auth", ["AuthTests.cs", "OAuthContractTests.cs"]),
        ($"{TestRoom}/Fixtures", ["README.md", "*.json"]),
        ($"{TestRoom}/Fuzz", ["AcmeFuzzStream.cs", "FuzzTests.cs", "FuzzStoreTests.cs"]),
        ($"{TestRoom}/Mapping", ["GoldenMapperTests.cs", "MapperTests.cs"]),
        ($"{TestRoom}/Options", ["RegistrationTests.cs"]),
        ($"{TestRoom}/Paging", ["PagerTests.cs"]),
        ($"{TestRoom}/Sync", ["SourceTests.cs", "SimulatorTests.cs"]),
        ($"{TestRoom}/Webhooks", ["AcmeWebhookReaderTests.cs"]),
        (ContractRoom, ["AcmeCase.cs", "AcmeCases.cs", "AcmeHost.cs", "AcmeStub.cs", "CoverageTests.cs", "RequestTests.cs", "WriteTests.cs", "ErrorTests.cs", "PrismTests.cs"]),
        ("tests/Integrations.Contracts.Tests/OpenApi", ["acme.openapi.yaml"]),
        (SimulatorRoom, ["AcmeSimulator.cs", "AcmeSimulatorOAuth.cs", "AcmeSimulatorWebhooks.cs"]),
        ($"{SimulatorRoom}/Acme", ["AcmeSimulatorOptions.cs", "AcmeSimulatorAccount.cs", "AcmeHost.cs", "AcmeWorld.cs", "AcmeChanger.cs"]),
        ("src/Integrations.Persistence.Postgres/Migrations/acme", ["0001_accounts.sql", "0002_state.sql", "0003_mirror.sql", "0004_staging.sql"]),
        ("src/Integrations.Persistence.Postgres/Projections", ["*acme*_to_*.sql"]),
        ("tests/Integrations.CrashWorker", ["AcmeMirror.cs", "AcmeCrashScenario.cs", "AcmeCrashSeries.cs"]),
        ("tests/Integrations.EndToEnd", ["AcmeStage.cs"]),
        ("docs", ["acme.md"]),
    ];

    /// <summary>Rooms where whatever is no role counts as a difference. The others are shared by all vendors, or filled as a simulator needs.</summary>
    private static readonly string[] s_walked = [PackageRoom, TestRoom, ContractRoom];

    /// <summary>Services of which a vendor registers exactly one.</summary>
    private static readonly Type[] s_single = [typeof(VendorDescriptor), typeof(IVendorIdentityReader), typeof(IWebhookReader), typeof(IWebhookSubscriptions)];

    /// <summary>Every difference that is right, and why it is. One that is gone has to leave this table.</summary>
    private static readonly (string Vendor, string[] What, string Why)[] s_differences =
    [
        ("fub", [Has + $"{PackageRoom}/AcmeTextMessageMode.cs", Has + $"{PackageRoom}/Sync/AcmeTextMessageUnit.cs", Has + $"{TestRoom}/Sync/TextMessageWalkTests.cs"],
            "texts have no list of their own: they are walked along people or numbers"),
        ("fub", [Has + $"{PackageRoom}/Api/AcmeQueryFormat.cs"], "the form of times in its queries; reZEN is asked by plain days"),
        ("fub", [Has + $"{PackageRoom}/Internal/AcmeLog.cs"], "a key may be refused fields, pipelines or users, which the operator should know"),
        ("fub", [Has + $"{PackageRoom}/Mapping/AcmeHiddenContent.cs"], "the vendor writes a sentence in place of what it does not show"),
        ("fub", [Has + $"{PackageRoom}/Paging/AcmeAsk.cs"], "one question for many lists; reZEN's differ in their queries"),
        ("fub", [Has + $"{PackageRoom}/Sync/AcmeDealRecord.cs", Has + $"{PackageRoom}/Sync/AcmeStageRecord.cs", Has + $"{PackageRoom}/Sync/AcmePeople.cs", Has + $"{PackageRoom}/Sync/AcmeRecords.cs", Has + $"{PackageRoom}/Sync/AcmeSmallLists.cs"],
            "records that are made of two answers, and lists that several sources read"),
        ("fub", [Has + $"{TestRoom}/Http/AcmeServer.cs", Has + $"{TestRoom}/Http/VendorClock.cs"], "the stub that its tests of requests and of OAuth share"),
        ("rezen", [Has + $"{PackageRoom}/AcmeEndpointOptions.cs", Has + $"{PackageRoom}/AcmeTerminationCall.cs", Has + $"{PackageRoom}/AcmeTransactionDetail.cs", Has + $"{PackageRoom}/Internal/AcmePath.cs", Has + $"{ContractRoom}/EndpointTests.cs"],
            "several hosts, and paths that are not established, are options"),
        ("rezen", [Has + $"{PackageRoom}/IAcmeProbe.cs", Has + $"{PackageRoom}/AcmeProbeOutcome.cs", Has + $"{PackageRoom}/AcmeProbeResult.cs", Has + $"{PackageRoom}/Internal/AcmeProbe.cs", Has + $"{ContractRoom}/ProbeTests.cs", Has + "service IAcmeProbe"],
            "says which of those paths answer for a key"),
        ("rezen", [Has + $"{PackageRoom}/AcmeWebhookOptions.cs", Has + $"{PackageRoom}/AcmeSignatureAlgorithm.cs", Has + $"{PackageRoom}/AcmeSignatureEncoding.cs", Has + $"{ContractRoom}/WebhookTests.cs"],
            "registration and signature are not established, hence options; Follow Up Boss documents both"),
        ("rezen", [Has + $"{PackageRoom}/Internal/AcmeGroups.cs", Has + $"{PackageRoom}/Paging/AcmeGroupNumbers.cs", Has + $"{PackageRoom}/Paging/AcmeTierNumbers.cs", Has + $"{PackageRoom}/Paging/AcmeNumbers.cs"],
            "lists stand in lifecycle groups and tiers, which have counts of their own"),
        ("rezen", [Has + $"{PackageRoom}/Rows/AcmeAgentColumns.cs", Has + $"{PackageRoom}/Rows/AcmeContributionColumns.cs"], "two tables each share these columns"),
        ("rezen", [Has + $"{PackageRoom}/Serialization/AcmeWriteReader.cs"], "a write may be answered by an object, a bare id or nothing"),
        ("rezen", [Has + $"{PackageRoom}/Sync/AcmeDealSource.cs", Has + $"{PackageRoom}/Sync/AcmeListed.cs", Has + $"{PackageRoom}/Sync/AcmeTiers.cs", Has + $"{PackageRoom}/Sync/AcmeNetwork.cs", Has + $"{PackageRoom}/Sync/AcmeAgentCap.cs", Has + $"{PackageRoom}/Sync/AcmeRosterMember.cs"],
            "a record does not say in which group, tier or team it was listed"),
        ("rezen", [Has + $"{PackageRoom}/Sync/AcmeTeamAnswer.cs", Has + $"{PackageRoom}/Sync/AcmeRosterEntry.cs", Has + $"{PackageRoom}/Sync/AcmeRosterAgent.cs"],
            "a roster of thousands comes in one answer, of which the members are read one by one"),
        ("rezen", [Has + $"{PackageRoom}/Sync/AcmeFields.cs"], "where a record holds some properties is not established, hence an option"),
        ("rezen", [Has + $"{TestRoom}/Serialization/ValueTests.cs"], "money, percents and times come in several shapes"),
        ("rezen", [Has + $"{TestRoom}/Sync/AcmeStub.cs"], "the stub of its tests of sources; Follow Up Boss's is Http/FubServer.cs"),
        ("rezen", [Lacks + $"{TestRoom}/Auth/AuthTests.cs", Has + $"{ContractRoom}/AccessTests.cs"], "a credential goes to the hosts of a map only, which the stub of the contract cases stands for"),
    ];

    [Fact]
    public void Vendors_differ_only_where_it_is_said_why()
    {
        var found = Twin.All.SelectMany(static t => Found(t).Select(d => $"{t}: {d}")).ToHashSet(StringComparer.Ordinal);
        output.WriteLine(Table());

        Conventions.AssertNone(found.Except(Named()));
        Conventions.AssertNone(Named().Except(found).Select(static d => $"{d} (no longer so)"));
    }

    [Fact]
    public void Every_vendor_is_added_in_the_same_three_ways()
    {
        foreach (var twin in Twin.All)
        {
            Type[][] expected =
            [
                [typeof(IServiceCollection)],
                [typeof(IServiceCollection), typeof(Action<>).MakeGenericType(twin.Of("AcmeOptions"))],
                [typeof(IServiceCollection), typeof(IConfigurationSection)],
            ];
            var ways = twin.Of("AcmeServiceCollectionExtensions").GetMethods().Where(m => m.Name == twin.Own("AddAcmeIntegration")).ToList();

            Assert.All(ways, m => Assert.Equal(twin.Of("AcmeIntegrationBuilder"), m.ReturnType));
            Assert.Equal(expected, ways.Select(static m => m.GetParameters().Select(static p => p.ParameterType).ToArray()).OrderBy(static p => p.Length).ThenBy(static p => p[^1].IsInterface));
        }
    }

    [Fact]
    public void Every_vendor_registers_one_service_for_each_role_and_one_source_for_each_stream()
    {
        foreach (var twin in Twin.All)
        {
            Assert.All(s_single, type => Assert.Single(twin.Services, s => s.ServiceType == type));
            Assert.Equal(
                twin.Streams.Select(s => twin.Own($"Acme{Twin.Entity(s)}Source")).Order(StringComparer.Ordinal),
                twin.Services.Where(static s => s.ServiceType == typeof(ISyncSource)).Select(static s => s.ImplementationType!.Name).Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public void The_guide_to_adding_a_vendor_names_every_room_and_role()
    {
        var guide = File.ReadAllText(Path.Combine(Package.Root, "docs", "adding-a-vendor.md"));

        Conventions.AssertNone(s_rooms.SelectMany(static r => r.Roles.Where(static f => f != "*.json").Append(r.Room.Split('/')[^1])).Distinct(StringComparer.Ordinal).Where(f => !guide.Contains(f, StringComparison.Ordinal)));
    }

    private static IEnumerable<string> Named() => s_differences.SelectMany(static d => d.What.Select(w => $"{d.Vendor}: {w}"));

    private static IEnumerable<string> Found(Twin twin)
    {
        var missing = s_rooms.SelectMany(static r => r.Roles.Select(f => $"{r.Room}/{f}")).Where(f => !twin.Has(f));
        var parts = twin.Streams.SelectMany(s => Parts(twin, s).Where(static p => !p.IsThere).Select(p => $"{p.Role} {s.Name.Entity}"));
        var extra = s_walked.SelectMany(twin.Sources).Where(f => !IsRole(f) && !twin.Streams.Any(s => IsOf(s, f)));
        var services = twin.ServiceNames.Where(static n => !Twin.All.All(t => t.ServiceNames.Contains(n, StringComparer.Ordinal))).Select(static n => $"service {n}");
        return missing.Concat(parts).Select(static d => Lacks + d).Concat(extra.Concat(services).Select(static d => Has + d));
    }

    /// <summary>What a stream consists of.</summary>
    private static IEnumerable<(string Role, bool IsThere)> Parts(Twin twin, SyncStreamDescriptor stream)
    {
        var acceptance = $"{TestRoom}/Acceptance/{Twin.Entity(stream)}SourceTests.cs";
        yield return ("source", twin.Has($"{PackageRoom}/Sync/Acme{Twin.Entity(stream)}Source.cs"));
        yield return ("row", twin.Has($"{PackageRoom}/Rows/{stream.Table.RowType.Name}.cs") && twin.Streams.Count(s => s.Table.RowType == stream.Table.RowType) == 1);
        yield return ("mapper", twin.Maps(stream));
        yield return ("golden", Twin.Names(twin.Text($"{TestRoom}/Mapping/GoldenMapperTests.cs"), twin.TableName(stream)));
        yield return ("fuzz", twin.Sources($"{TestRoom}/Fuzz").Any(f => Twin.Names(twin.Text(f), twin.Own($"AcmeStreams.{Twin.Entity(stream)}"))));
        yield return ("acceptance", twin.Has(acceptance) && Twin.Names(twin.Text(acceptance), "SyncSourceContractTests"));
    }

    private static bool IsRole(string file) => s_rooms.Any(r => r.Room == file[..file.LastIndexOf('/')] && r.Roles.Any(f => Fits(f, file[(file.LastIndexOf('/') + 1)..])));

    private static bool IsOf(SyncStreamDescriptor stream, string file) =>
        file == $"{PackageRoom}/Sync/Acme{Twin.Entity(stream)}Source.cs" || file == $"{TestRoom}/Acceptance/{Twin.Entity(stream)}SourceTests.cs";

    private static bool Fits(string role, string file) => Regex.IsMatch(file, $"^{Regex.Escape(role).Replace(@"\*", ".+", StringComparison.Ordinal)}$", RegexOptions.None, TimeSpan.FromSeconds(1));

    private static string Table()
    {
        var text = new StringBuilder();
        Line("room or stream", "role", static t => t.ToString());
        foreach (var (room, roles) in s_rooms)
        {
            foreach (var role in roles)
            {
                Line(room, role, t => !t.Has($"{room}/{role}") ? "-" : role.Contains('*', StringComparison.Ordinal) && s_walked.Any(w => room.StartsWith(w, StringComparison.Ordinal)) && role != "*.json"
                    ? t.Sources(room).Count(f => Fits(role, f[(room.Length + 1)..])).ToString(CultureInfo.InvariantCulture) : "x");
            }
        }

        foreach (var part in Parts(Twin.All[0], Twin.All[0].Streams[0]).Select(static p => p.Role))
        {
            Line("each stream", part, t => string.Create(CultureInfo.InvariantCulture, $"{t.Streams.Count(s => Parts(t, s).Single(p => p.Role == part).IsThere)}/{t.Streams.Count}"));
        }

        foreach (var service in Twin.All.SelectMany(static t => t.ServiceNames).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            Line("service", service, t => t.ServiceNames.Contains(service, StringComparer.Ordinal) ? "x" : "-");
        }

        foreach (var (vendor, what, why) in s_differences)
        {
            text.Append(vendor).Append(": ").Append(why).AppendLine().Append("    ").AppendJoin(Environment.NewLine + "    ", what).AppendLine();
        }

        return text.ToString();

        void Line(string room, string role, Func<Twin, string> cell) =>
            text.Append(room.PadRight(58)).Append(role.PadRight(44)).AppendJoin(' ', Twin.All.Select(t => cell(t).PadRight(6))).AppendLine();
    }
}
