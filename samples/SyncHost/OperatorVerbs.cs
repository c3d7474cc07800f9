using System.CommandLine;
using System.Globalization;
using System.Text;
using Integrations.Abstractions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace SyncHost;

/// <summary>The verbs of an operator: jobs, comparisons with the vendor, held deletions, rejected records. They ask; the workers of another process do the work.</summary>
internal static class OperatorVerbs
{
    private static readonly Option<long> Account = new("--account") { Description = "Row id of the account.", Required = true };
    private static readonly Option<string?> Entity = new("--entity") { Description = "Stream, for example people. All streams when absent." };
    private static readonly Option<string?> Code = new("--code") { Description = "Reason class of rejected records." };
    private static readonly Option<long[]> Ids = new("--id") { Description = "Rows of the quarantine." };
    private static readonly Option<DateTimeOffset?> From = new("--from") { Description = "Last rejected at or after this time." };
    private static readonly Option<DateTimeOffset?> To = new("--to") { Description = "Last rejected before this time." };
    private static readonly Option<int> Limit = new("--limit") { Description = "At most so many.", DefaultValueFactory = static _ => 100 };
    private static readonly Option<string> By = new("--by") { Description = "Who decides; stored.", DefaultValueFactory = static _ => Environment.UserName };

    public static IEnumerable<Command> All(Option<string?> postgres, Option<string> schema, Option<string> vendor)
    {
        var cancel = new Option<string?>("--cancel") { Description = "Takes a job back, for example fub/sync/4." };
        var retry = new Option<string?>("--retry") { Description = "Tries the failed steps of a job again." };
        yield return Verb("jobs", "Lists the jobs of an account, takes one back or tries its failed steps again.", [cancel, retry, Limit], async (parsed, services, account, cancellationToken) =>
        {
            ISyncJobs jobs = services.GetRequiredService<ISyncJobs>();
            if (parsed.GetValue(cancel) is { } taken)
            {
                Write($"{await jobs.CancelAsync(Job(taken), cancellationToken)} steps taken back.");
            }
            else if (parsed.GetValue(retry) is { } again)
            {
                Write($"{await jobs.RetryAsync(Job(again), cancellationToken)} steps open again.");
            }
            else
            {
                foreach (SyncJobStatus job in await jobs.ListAsync(account, parsed.GetValue(Limit), cancellationToken))
                {
                    Write($"{job.Id} {job.Type} {job.CreatedAt:u}: {string.Join(", ", job.Steps.Select(static s => $"{s.Stream.Entity} {s.Outcome?.ToString() ?? s.State.ToString()} {s.ErrorMessage}".TrimEnd()))}");
                }
            }
        });

        var report = new Option<bool>("--report") { Description = "Shows what comparisons found, instead of asking for one." };
        yield return Verb("reconcile", "Asks for a comparison with the vendor, or shows what comparisons found.", [Entity, report, Limit], async (parsed, services, account, cancellationToken) =>
        {
            IReconciliation reconciliation = services.GetRequiredService<IReconciliation>();
            string? entity = parsed.GetValue(Entity);
            if (!parsed.GetValue(report))
            {
                Write($"Job {await reconciliation.RequestAsync(account, entity is null ? null : [entity], cancellationToken)}.");
                return;
            }

            foreach (Finding finding in await reconciliation.ReadReportAsync(new FindingQuery { Account = account, Entity = entity, IsOpen = false, Limit = parsed.GetValue(Limit) }, cancellationToken))
            {
                Write($"{finding.Id} {finding.Stream} {finding.ExternalId}: {finding.Kind}, {finding.Resolution?.ToString() ?? "open"}, found {finding.LastFoundAt:u}");
            }
        });

        var release = new Option<bool>("--release") { Description = "Releases the held deletions of --entity. Each is asked for by id before it goes." };
        yield return Verb("held", "Shows deletions that are held, with their rows, and releases them.", [Entity, release, By, Limit], async (parsed, services, account, cancellationToken) =>
        {
            IReconciliation reconciliation = services.GetRequiredService<IReconciliation>();
            string? entity = parsed.GetValue(Entity);
            if (parsed.GetValue(release))
            {
                SyncJobId? job = await reconciliation.ReleaseHeldAsync(
                    account, new StreamName(account.Vendor, entity ?? throw new IntegrationConfigurationException("--release needs --entity.")), parsed.GetValue(By)!, cancellationToken);
                Write(job is null ? "Nothing is held." : $"Job {job}.");
                return;
            }

            foreach (HeldSweep held in await reconciliation.ReadHeldAsync(account, cancellationToken))
            {
                Write($"{held.Stream}: {held.Rows} of {held.Live} rows, {held.Released} of them released. {held.Reason}");
                foreach (Finding row in await reconciliation.ReadReportAsync(
                    new FindingQuery { Account = account, Entity = held.Stream.Entity, Kind = FindingKind.Extra, Limit = parsed.GetValue(Limit) }, cancellationToken))
                {
                    Write($"  {row.ExternalId}");
                }
            }
        });

        var payload = new Option<bool>("--payload") { Description = "Prints the payloads as well: customer data." };
        var dismiss = new Option<bool>("--dismiss") { Description = "Settles the chosen records without storing them." };
        yield return Verb("rejects", "Lists records that were kept aside.", [Entity, Code, Ids, From, To, Limit, payload, dismiss, By], async (parsed, services, account, cancellationToken) =>
        {
            IQuarantine quarantine = services.GetRequiredService<IQuarantine>();
            RejectQuery query = Query(parsed, account) with { WithPayload = parsed.GetValue(payload) };
            if (parsed.GetValue(dismiss))
            {
                Write($"{await quarantine.DismissAsync(query, parsed.GetValue(By)!, cancellationToken)} records dismissed.");
                return;
            }

            foreach (RejectedRecord reject in await quarantine.ListAsync(query, cancellationToken))
            {
                Write($"{reject.Id} {reject.Stream} {reject.ExternalId} {reject.Code}: {reject.Message} {reject.Attempts} times, last {reject.LastSeenAt:u}");
                if (reject.Payload is { } bytes)
                {
                    Write($"  {Encoding.UTF8.GetString(bytes.Span)}");
                }
            }
        });

        var enqueue = new Option<bool>("--enqueue") { Description = "Leaves the whole selection to the workers." };
        var preview = new Option<bool>("--preview") { Description = "Shows what would change, and changes nothing." };
        yield return Verb("replay", "Stores records that were kept aside from their payloads, without asking the vendor.", [Entity, Code, Ids, From, To, Limit, preview, enqueue], async (parsed, services, account, cancellationToken) =>
        {
            IQuarantine quarantine = services.GetRequiredService<IQuarantine>();
            RejectQuery query = Query(parsed, account);
            if (parsed.GetValue(preview))
            {
                foreach (ReplayPreview would in await quarantine.PreviewAsync(query, cancellationToken))
                {
                    Write($"{would.Id} {would.Stream} {would.ExternalId}: {would.Outcome} {string.Join(", ", would.ChangedColumns)}{would.Problem?.Message}");
                }

                return;
            }

            if (parsed.GetValue(enqueue))
            {
                Write($"Item {await quarantine.EnqueueReplayAsync(query, cancellationToken)} of the queue.");
                return;
            }

            ReplayResult result = await quarantine.ReplayAsync(query, cancellationToken);
            Write($"{string.Join(", ", result.Outcomes.Select(static o => $"{o.Key} {o.Value}"))}. {(result.IsDone ? "" : $"More are left behind {result.Last}: call again.")}");
        });

        var after = new Option<long?>("--after") { Description = "Row of the mirror table of --entity behind which to continue, as an interrupted call has named it." };
        yield return Verb("rebuild", "Fills the core tables again from the mirror, without asking the vendor.", [Entity, after], async (parsed, services, account, cancellationToken) =>
        {
            ICoreRebuild rebuild = services.GetRequiredService<ICoreRebuild>();
            string? entity = parsed.GetValue(Entity);
            RowId? last = parsed.GetValue(after) is { } row ? new RowId(row) : null;
            if (last is not null && entity is null)
            {
                throw new IntegrationConfigurationException("--after needs --entity.");
            }

            // Sources are registered in the order of their dependencies.
            IEnumerable<StreamName> streams = entity is null
                ? services.GetServices<ISyncSource>().Select(static s => s.Descriptor.Name).Where(s => s.Vendor == account.Vendor)
                : [new StreamName(account.Vendor, entity)];
            foreach (StreamName stream in streams)
            {
                RebuildResult result = new(0, 0, last, IsDone: false);
                while (!result.IsDone)
                {
                    result = await rebuild.RebuildAsync(account, stream, result.Last, cancellationToken: cancellationToken);
                    Write($"{stream}: {result.Read} rows, {result.Written} core rows written{(result.IsDone ? "." : $"; goes on with --entity {stream.Entity} --after {result.Last}")}");
                }
            }
        });

        Command Verb(string name, string description, Option[] options, Func<ParseResult, IServiceProvider, AccountRef, CancellationToken, Task> work)
        {
            var command = new Command(name, description) { postgres, schema, vendor, Account };
            foreach (Option option in options)
            {
                command.Options.Add(option);
            }

            command.SetAction((parsed, cancellationToken) => Verbs.GuardAsync(async () =>
            {
                using IHost host = Verbs.Build(Verbs.Required(parsed.GetValue(postgres)), parsed.GetValue(schema)!, workers: false);
                await work(parsed, host.Services, new AccountRef(parsed.GetValue(vendor)!, new RowId(parsed.GetValue(Account))), cancellationToken);
                return 0;
            }));
            return command;
        }
    }

    private static RejectQuery Query(ParseResult parsed, AccountRef account) => new()
    {
        Account = account,
        Entity = parsed.GetValue(Entity),
        Code = parsed.GetValue(Code),
        Ids = parsed.GetValue(Ids) is { Length: > 0 } ids ? [.. ids.Select(static i => new RowId(i))] : null,
        From = parsed.GetValue(From),
        To = parsed.GetValue(To),
        Limit = parsed.GetValue(Limit),
    };

    /// <summary>A job as <see cref="SyncJobId.ToString"/> writes it.</summary>
    private static SyncJobId Job(string text) => text.Split('/') is [{ Length: > 0 } vendor, "onboarding" or "sync", var id] parts && long.TryParse(id, CultureInfo.InvariantCulture, out long row)
        ? new SyncJobId(vendor, parts[1] == "onboarding", new RowId(row))
        : throw new IntegrationConfigurationException($"'{text}' is not a job. Jobs look like fub/sync/4.");

    private static void Write(string line) => Console.Out.WriteLine(line);
}
