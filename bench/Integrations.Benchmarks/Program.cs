using System.CommandLine;
using Integrations.Benchmarks;

// Measures the library. Method and figures: docs/benchmarks.md.
var report = new Option<FileInfo?>("--report") { Description = "Writes the figures as JSON." };

var quick = new Option<bool>("--quick") { Description = "Smaller and fewer runs; ends within five minutes." };
var only = new Option<string[]>("--only") { Description = "Names of the flows to measure, for example staged direct. All when absent.", AllowMultipleArgumentsPerToken = true };
var vendor = new Option<string>("--vendor") { Description = "The vendor that is simulated.", DefaultValueFactory = static _ => BenchVendor.All[0].Name };
vendor.AcceptOnlyFromAmong([.. BenchVendor.All.Select(static v => v.Name)]);
var size = new Option<BenchSize?>("--size") { Description = "Size of the whole path: S, M or L. S and M when absent, with --quick S." };
size.AcceptOnlyFromAmong(nameof(BenchSize.S), nameof(BenchSize.M), nameof(BenchSize.L));
var flows = new Command("flows", "Measures whole flows, each against its baseline in the same run.") { vendor, size, quick, only, report };
flows.SetAction((parsed, cancellationToken) =>
    FlowsVerb.RunAsync(BenchVendor.Of(parsed.GetValue(vendor)!), parsed.GetValue(size), parsed.GetValue(quick), parsed.GetValue(only) ?? [], parsed.GetValue(report), cancellationToken));

var parts = new Command("parts", "Measures single parts with BenchmarkDotNet, in short jobs.") { TreatUnmatchedTokensAsErrors = false };
parts.SetAction(static parsed => PartsVerb.Run([.. parsed.UnmatchedTokens]));

var histories = new Option<long>("--histories") { Description = "Random histories of a vendor and a reader.", DefaultValueFactory = static _ => 1_000_000 };
var kills = new Option<int>("--kills") { Description = "Kills of real worker processes.", DefaultValueFactory = static _ => 200 };
var seed = new Option<int>("--seed") { Description = "Repeats a proof.", DefaultValueFactory = static _ => 1 };
var prove = new Command("prove", "Lives through random histories and kills workers, and counts what was lost, doubled or stuck. Exit code 1 unless all are zero.") { histories, kills, seed, report };
prove.SetAction((parsed, cancellationToken) =>
    ProveVerb.RunAsync(parsed.GetValue(histories), parsed.GetValue(kills), parsed.GetValue(seed), parsed.GetValue(report), cancellationToken));

var peers = new Command("peers", "Copies 50,000 records over HTTP with this library and with the nearest npm package, side by side. Needs npm.") { report };
peers.SetAction((parsed, cancellationToken) => PeersVerb.RunAsync(parsed.GetValue(report), cancellationToken));

var onlyParts = new Option<string[]>("--only") { Description = $"What to measure: {string.Join(", ", LiveVerb.Parts)}. All when absent.", AllowMultipleArgumentsPerToken = true };
var faults = new Option<bool>("--faults") { Description = "Instead: breaks servers, connections and workers under load, and counts what was lost, doubled or stuck. Exit code 1 unless all are zero." };
var live = new Command("live", "Measures webhooks, the way from a change to its core row, the worker queue beside bare SQL and other queues, and what thousands of idle accounts cost.") { quick, onlyParts, faults, report };
live.SetAction((parsed, cancellationToken) => LiveVerb.RunAsync(parsed.GetValue(quick), parsed.GetValue(onlyParts) ?? [], parsed.GetValue(faults), parsed.GetValue(report), cancellationToken));

// The measured process of other verbs, which start it.
var onboard = new Command(OnboardVerb.Name) { Hidden = true };
onboard.SetAction(static (_, cancellationToken) => OnboardVerb.RunAsync(cancellationToken));

// A process of the flow "allowance", which starts it.
var allowance = new Command(AllowanceWorker.Verb) { Hidden = true, TreatUnmatchedTokensAsErrors = false };
allowance.SetAction(static (parsed, cancellationToken) => AllowanceWorker.RunAsync([.. parsed.UnmatchedTokens], cancellationToken));

var root = new RootCommand("Benchmarks of the Integrations SDK.") { flows, live, prove, peers, parts, onboard, allowance };
return await root.Parse(args).InvokeAsync();
