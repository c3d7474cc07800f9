using System.CommandLine;
using Integrations.Benchmarks;

// Measures the library. Method and figures: docs/benchmarks.md.
var report = new Option<FileInfo?>("--report") { Description = "Writes the figures as JSON." };

var quick = new Option<bool>("--quick") { Description = "Smaller and fewer runs; ends within five minutes." };
var only = new Option<string[]>("--only") { Description = "Names of the flows to measure, for example staged direct. All when absent.", AllowMultipleArgumentsPerToken = true };
var flows = new Command("flows", "Measures whole flows, each against its baseline in the same run.") { quick, only, report };
flows.SetAction((parsed, cancellationToken) =>
    FlowsVerb.RunAsync(parsed.GetValue(quick), parsed.GetValue(only) ?? [], parsed.GetValue(report), cancellationToken));

var parts = new Command("parts", "Measures single parts with BenchmarkDotNet, in short jobs.") { TreatUnmatchedTokensAsErrors = false };
parts.SetAction(static parsed => PartsVerb.Run([.. parsed.UnmatchedTokens]));

// A process of the flow "allowance", which starts it.
var allowance = new Command(AllowanceWorker.Verb) { Hidden = true, TreatUnmatchedTokensAsErrors = false };
allowance.SetAction(static (parsed, cancellationToken) => AllowanceWorker.RunAsync([.. parsed.UnmatchedTokens], cancellationToken));

var root = new RootCommand("Benchmarks of the Integrations SDK.") { flows, parts, allowance };
return await root.Parse(args).InvokeAsync();
