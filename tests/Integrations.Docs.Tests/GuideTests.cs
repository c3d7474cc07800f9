using System.Reflection;
using Integrations.Simulators;
using Integrations.Testing;
using Npgsql;

namespace Integrations.Docs.Tests;

/// <summary>The program of the guide is not only compiled but run.</summary>
public sealed class GuideTests
{
    [Fact]
    public async Task The_program_of_getting_started_makes_the_tables_and_connects_an_account()
    {
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        CodeBlock program = Page.Of("docs/getting-started.md").CodeBlocks.Single(static b => b.Language == "csharp" && b.Text.Contains("CreateApplicationBuilder", StringComparison.Ordinal));
        await using FubSimulator vendor = await FubSimulator.StartAsync(new FubSimulatorOptions { AccountCount = 1 }, cancellationToken);
        await using ThrowawayDatabase database = await SharedPostgres.CreateDatabaseAsync("guide", cancellationToken: cancellationToken);
        DirectoryInfo keys = Directory.CreateTempSubdirectory("integrations-guide-keys-");
        Dictionary<string, string> settings = new()
        {
            ["ConnectionStrings__Integrations"] = database.ConnectionString,
            ["Fub__BaseAddress"] = vendor.BaseAddress.ToString(),
            ["KeyFolder"] = keys.FullName,
            ["FUB_API_KEY"] = vendor.Accounts[0].OwnerKey,
        };
        try
        {
            foreach ((string name, string value) in settings)
            {
                Environment.SetEnvironmentVariable(name, value);
            }

            MethodInfo main = Assembly.Load(Snippet.Build(program)).EntryPoint!;
            await Task.Run(() => main.Invoke(null, [new[] { "connect" }]), cancellationToken);

            await using NpgsqlDataSource data = NpgsqlDataSource.Create(database.ConnectionString);
            await using NpgsqlCommand account = data.CreateCommand(
                "select a.account_id_raw from integrations.fub_accounts a join integrations.fub_onboarding_jobs j on j.fub_account_id = a.id where a.status = 'active' and j.status = 'PENDING'");
            Assert.Equal(vendor.Accounts[0].Id.ToString(System.Globalization.CultureInfo.InvariantCulture), await account.ExecuteScalarAsync(cancellationToken));
            Assert.NotEmpty(keys.GetFiles("key-*.xml"));
        }
        finally
        {
            foreach (string name in settings.Keys)
            {
                Environment.SetEnvironmentVariable(name, null);
            }

            keys.Delete(recursive: true);
        }
    }
}
