using System.CommandLine;
using Spectre.Console;
using SyncHost;
using SyncHost.Demo;

// The demo and the main job of the Integrations SDK: `dotnet run --project samples/SyncHost` shows a whole onboarding against simulated vendors; `run` works for real.
var postgres = new Option<string?>("--postgres") { Description = "Connection string of your PostgreSQL. The demo starts a throw-away server when it is absent." };
var schema = new Option<string>("--schema") { Description = "Schema of the library's tables.", DefaultValueFactory = static _ => "integrations" };

var once = new Option<bool>("--once") { Description = "Onboard, change the vendor, sync, compare, and exit: 0 only when everything agrees." };
var size = new Option<string>("--size") { Description = "Size of the simulated accounts: tiny or S, two accounts of each vendor; M and L, live systems of many accounts: of Follow Up Boss 16 with 1.5 million records together or 120 with 13 million, of reZEN 335 or 2,500.", DefaultValueFactory = static _ => "tiny" };
var seed = new Option<int>("--seed") { Description = "Seed of the simulated accounts: same seed, same data.", DefaultValueFactory = static _ => 1 };
var vendors = new Option<string>("--vendors") { Description = "Vendors to show, separated by commas. All when absent.", DefaultValueFactory = static _ => string.Join(',', DemoVendorKind.All.Select(static k => k.Name)) };
var accounts = new Option<int?>("--accounts") { Description = "Number of simulated accounts of each vendor. Of M and L fewer than all leave the smallest out. All, or two, when absent." };
var limits = new Option<string>("--limits") { Description = "vendor: the simulators count requests as the vendors do. off: they answer everything at once.", DefaultValueFactory = static _ => "vendor" };
var report = new Option<FileInfo?>("--report") { Description = "Writes the figures as JSON." };
var demo = new Command("demo", "Shows onboarding and delta sync against simulated vendors and a real PostgreSQL.") { once, size, seed, vendors, accounts, limits, postgres, schema, report };
demo.SetAction((parsed, cancellationToken) => DemoOptions.TryRead(
        parsed.GetValue(once), parsed.GetValue(size)!, parsed.GetValue(seed), parsed.GetValue(vendors)!, parsed.GetValue(accounts), parsed.GetValue(limits)!, parsed.GetValue(postgres), parsed.GetValue(schema)!, parsed.GetValue(report), out DemoOptions? options, out string? problem)
    ? DemoRun.RunAsync(options, cancellationToken)
    : Fail(problem));

var script = new Option<bool>("--script") { Description = "Prints the SQL and changes nothing." };
var migrate = new Command("migrate", "Makes or upgrades the tables.") { postgres, schema, script };
migrate.SetAction((parsed, cancellationToken) => Verbs.MigrateAsync(parsed.GetValue(postgres), parsed.GetValue(schema)!, parsed.GetValue(script), cancellationToken));

var vendor = new Option<string>("--vendor") { Description = "Vendor of the account.", DefaultValueFactory = static _ => "fub" };
var apiKey = new Option<string?>("--api-key") { Description = "API key of the account. Better: the environment variable INTEGRATIONS_API_KEY, which no process list shows." };
var connect = new Command("connect", "Connects an account; its onboarding starts with the next worker.") { postgres, schema, vendor, apiKey };
connect.SetAction((parsed, cancellationToken) => Verbs.ConnectAsync(parsed.GetValue(postgres), parsed.GetValue(schema)!, parsed.GetValue(vendor)!, parsed.GetValue(apiKey), cancellationToken));

var redirect = new Argument<Uri>("redirect-uri") { Description = "Where the vendor sends the browser afterwards: an address of your OAuth app." };
var oauthUrl = new Command("oauth-url", "Prints the page on which a user of the vendor agrees. Settings: OAuth:ClientId and OAuth:ClientSecret in the vendor's section.") { redirect, vendor, postgres, schema };
oauthUrl.SetAction((parsed, cancellationToken) =>
    Verbs.OAuthUrlAsync(parsed.GetValue(postgres), parsed.GetValue(schema)!, parsed.GetValue(vendor)!, parsed.GetValue(redirect)!, cancellationToken));

var query = new Argument<string>("query") { Description = "Query of the address that the browser was sent to: ?code=…&state=…" };
var oauthCallback = new Command("oauth-callback", "Connects the account of a user who agreed.") { query, vendor, postgres, schema };
oauthCallback.SetAction((parsed, cancellationToken) =>
    Verbs.OAuthCallbackAsync(parsed.GetValue(postgres), parsed.GetValue(schema)!, parsed.GetValue(vendor)!, parsed.GetValue(query)!, cancellationToken));

var account = new Option<long?>("--account") { Description = "Row id of the account. All accounts when absent." };
var type = new Option<string>("--type") { Description = "Onboarding, Sync, All, CreatedToday, UpdatedToday or Reconcile.", DefaultValueFactory = static _ => "All" };
var sync = new Command("sync", "Runs one job for an account, or for all, and waits for its end.") { postgres, schema, vendor, account, type };
sync.SetAction((parsed, cancellationToken) =>
    Verbs.SyncAsync(parsed.GetValue(postgres), parsed.GetValue(schema)!, parsed.GetValue(vendor)!, parsed.GetValue(account), parsed.GetValue(type)!, cancellationToken));

var status = new Command("status", "Shows every stream of every account, and what a person should look at. Exit code 1 when there is any.") { postgres, schema };
status.SetAction((parsed, cancellationToken) => Verbs.StatusAsync(parsed.GetValue(postgres), parsed.GetValue(schema)!, cancellationToken));

var webhooks = new Option<Uri?>("--webhooks") { Description = "Address at which vendors reach this host's route /webhooks, for example https://hooks.example.com/webhooks. Without it no webhooks are taken." };
var listen = new Option<string>("--listen") { Description = "Where to listen for webhooks.", DefaultValueFactory = static _ => "http://127.0.0.1:8080" };
var run = new Command("run", "Runs the workers against the real vendors until it is stopped. Settings: sections Fub and Rezen of the configuration.") { postgres, schema, webhooks, listen };
run.SetAction((parsed, cancellationToken) =>
    Verbs.RunAsync(parsed.GetValue(postgres), parsed.GetValue(schema)!, parsed.GetValue(webhooks), parsed.GetValue(listen)!, cancellationToken));
var rotateKeys = new Command("rotate-keys", "Encrypts all stored secrets with the current Data Protection key, while workers run. Exit code 0 when old keys may be removed.") { postgres, schema };
rotateKeys.SetAction((parsed, cancellationToken) => Verbs.RotateKeysAsync(parsed.GetValue(postgres), parsed.GetValue(schema)!, cancellationToken));

var maxSeconds = new Option<double>("--max-seconds") { Description = "How long it may work.", DefaultValueFactory = static _ => 50 };
var drain = new Command("drain", "Does what is due and ends: for a cron job or a function, instead of run.") { postgres, schema, maxSeconds };
drain.SetAction((parsed, cancellationToken) => Verbs.DrainAsync(parsed.GetValue(postgres), parsed.GetValue(schema)!, parsed.GetValue(maxSeconds), cancellationToken));

// A file or a pipe has no width; lines that are broken help nobody there.
if (Console.IsOutputRedirected)
{
    AnsiConsole.Profile.Width = 240;
}

var root = new RootCommand("Sample host of the Integrations SDK. Without a verb: demo.") { demo, migrate, connect, oauthUrl, oauthCallback, sync, status, rotateKeys, run, drain };
root.Subcommands.Add(ProbeVerb.Create());
foreach (Command verb in OperatorVerbs.All(postgres, schema, vendor))
{
    root.Subcommands.Add(verb);
}

return await root.Parse(args.Length == 0 ? ["demo"] : args).InvokeAsync();

static Task<int> Fail(string? problem)
{
    Console.Error.WriteLine(problem);
    return Task.FromResult(2);
}
