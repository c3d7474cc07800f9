using System.Globalization;
using System.Text.Json.Nodes;
using Integrations.Abstractions;
using Integrations.Fub;
using Integrations.Simulators;
using Integrations.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Integrations.CrashWorker;

/// <summary>One series against a simulated Follow Up Boss. The first account is connected by a sign-in.</summary>
internal sealed class FubCrashScenario : VendorCrashScenario
{
    /// <summary>Enough for several pages, commits and chunks of a promotion, and no more.</summary>
    private static readonly SimulatorSize s_size = SimulatorSize.Tiny with { People = 130, Calls = 150, TextMessages = 90, Events = 60, Appointments = 50 };

    /// <summary>
    /// The vendor lists these by person and announces no edit of one, nor that a merge has moved one to a person who was read before: only the next full read brings that.
    /// </summary>
    private const string ByPerson = "textMessages";

    /// <summary>New ones are found by their id. A merge edits what it moves, and that is not announced either.</summary>
    private const string ById = "events";

    private static readonly (string Name, string Mirror, string Core)[] s_core =
    [
        ("participant",
            "select people_id::text, first_name, last_name, primary_email_norm, primary_phone_e164, stage_name from integrations.fub_people where fub_account_id = $1 and deleted_at is null and not is_trashed",
            "select source_external_id, first_name, last_name, email, phone, status from integrations.participant where sync_source = 'FUB' and source_account_id = $1 and deleted_at is null"),
        ("transaction",
            "select fub_deal_id::text, price, stage_name, unresolved_refs from integrations.fub_deals where fub_account_id = $1 and deleted_at is null and lower(status) <> 'deleted'",
            "select source_external_id, sale_price, stage, unresolved_refs from integrations.transaction where sync_source = 'FUB' and source_account_id = $1 and deleted_at is null"),
        ("contact_log of calls",
            "select call_id::text, id, note, direction, fub_people_id, unresolved_refs from integrations.fub_calls where fub_account_id = $1 and deleted_at is null",
            "select source_external_id, source_id, note, direction, fub_people_id, unresolved_refs from integrations.contact_log where source_table = 'fub_calls' and source_account_id = $1 and deleted_at is null"),
        ("contact_log of text messages",
            "select text_message_id::text, id, fub_people_id, unresolved_refs from integrations.fub_text_messages where fub_account_id = $1 and deleted_at is null",
            "select source_external_id, source_id, fub_people_id, unresolved_refs from integrations.contact_log where source_table = 'fub_text_messages' and source_account_id = $1 and deleted_at is null"),
        ("contact_log of appointments",
            "select appointment_id::text, id, invited_person_id, unresolved_refs from integrations.fub_appointments where fub_account_id = $1 and deleted_at is null",
            "select source_external_id, source_id, fub_people_id, unresolved_refs from integrations.contact_log where source_table = 'fub_appointments' and source_account_id = $1 and deleted_at is null"),
        ("contact_log of notes",
            "select note_id::text, id, nullif(concat_ws(E'\\n', subject, body), ''), fub_people_id, unresolved_refs from integrations.fub_notes where fub_account_id = $1 and deleted_at is null",
            "select source_external_id, source_id, note, fub_people_id, unresolved_refs from integrations.contact_log where source_table = 'fub_notes' and source_account_id = $1 and deleted_at is null"),
        ("contact_log of tasks",
            "select task_id::text, id, name, fub_people_id, unresolved_refs from integrations.fub_tasks where fub_account_id = $1 and deleted_at is null",
            "select source_external_id, source_id, note, fub_people_id, unresolved_refs from integrations.contact_log where source_table = 'fub_tasks' and source_account_id = $1 and deleted_at is null"),
    ];

    private readonly FubSimulator _vendor;
    private readonly bool _keepsTokens;
    private readonly Lock _changing = new();
    private readonly Dictionary<(string Entity, long Account, string Id), long> _persons = [];
    private readonly HashSet<(string Entity, long Account, string Id)> _moved = [];
    private int _signIns;

    private FubCrashScenario(ThrowawayDatabase database, FubSimulator vendor, string keyFolder, FubSimulatorRotation rotation)
        : base(database, new WorkerSettings(FubDefaults.Vendor, Unpooled(database), vendor.BaseAddress, TimeSpan.FromMinutes(1), keyFolder, ""))
    {
        _keepsTokens = rotation != FubSimulatorRotation.Rotate;
        _vendor = vendor;
        foreach (FubSimulatorAccount account in vendor.Accounts)
        {
            NoteMoves(account.Id);
        }
    }

    public override Uri VendorAddress => _vendor.BaseAddress;

    protected override IReadOnlyList<string> Staged => ["appointments", "textMessages"];

    protected override IReadOnlyList<VendorMirror> Mirrors => FubMirror.All;

    protected override IReadOnlyList<(string Name, string Mirror, string Core)> CoreTables => s_core;

    protected override bool HasTokens => true;

    /// <param name="database">Migrated.</param>
    /// <param name="keyFolder">Keys that credentials are encrypted with.</param>
    /// <param name="seed">Of the vendor's data.</param>
    /// <param name="rotation">What the vendor does with a refresh token that was used. Where it ends at once, a kill at the wrong moment costs a sign-in, and nothing else.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    public static async Task<VendorCrashScenario> OpenAsync(ThrowawayDatabase database, string keyFolder, int seed, FubSimulatorRotation rotation, CancellationToken cancellationToken)
    {
        var options = new FubSimulatorOptions
        {
            Seed = seed,
            AccountCount = AccountCount,
            Size = s_size,
            RateLimits = FubSimulatorRateLimits.Off,
            SystemName = WorkerSettings.SystemName,
            SystemKey = WorkerSettings.SystemKey,
        };
        (options.OAuth.ClientId, options.OAuth.ClientSecret) = (WorkerSettings.ClientId, WorkerSettings.ClientSecret);
        (options.OAuth.AccessTokenLifetime, options.OAuth.Rotation) = (WorkerSettings.TokenLifetime, rotation);
        return new FubCrashScenario(database, await FubSimulator.StartAsync(options, cancellationToken), keyFolder, rotation);
    }

    public override void ChangeVendor(int seed)
    {
        long account = _vendor.Accounts[(int)((uint)seed % (uint)Connected)].Id;
        lock (_changing)
        {
            if (_vendor.Burst(account, ChangesAtOnce, seed).Any(static c => c.Kind == FubSimulatorChangeKind.Merged))
            {
                NoteMoves(account);
            }
        }
    }

    public override async Task<int> SignInAgainAsync(CancellationToken cancellationToken = default)
    {
        int signedIn = await base.SignInAgainAsync(cancellationToken);
        _signIns += signedIn;
        return signedIn;
    }

    protected override async Task<AccountInfo> ConnectAsync(int account, CancellationToken cancellationToken) => account == 0
        ? await SignInAsync(cancellationToken)
        : await ConnectAsync(FubDefaults.Vendor, _vendor.Accounts[account].OwnerKey, cancellationToken);

    protected override SortedDictionary<string, JsonNode> ReadVendor(VendorMirror mirror, AccountInfo account) => ((FubMirror)mirror).ReadVendor(_vendor, account);

    protected override ValueTask StopVendorAsync() => _vendor.DisposeAsync();

    protected override IEnumerable<CrashFinding> Findings() =>
        _keepsTokens && _signIns > 0 ? [new CrashFinding(CrashFindingKind.Lost, "tokens of an account that could have gone on with the ones before", _signIns)] : [];

    protected override bool MayBeMissing(VendorMirror mirror, AccountInfo account, string id) => mirror.Entity == ByPerson && IsMoved(mirror, account, id);

    /// <summary>After a delta the stamp tells, because computed fields change without one.</summary>
    protected override bool IsStale(VendorMirror mirror, AccountInfo account, string id, JsonNode vendor, JsonNode stored) =>
        mirror.Entity != ByPerson && !IsMoved(mirror, account, id) && !JsonNode.DeepEquals(vendor["updated"], stored["updated"]);

    private bool IsMoved(VendorMirror mirror, AccountInfo account, string id) => _moved.Contains((mirror.Entity, long.Parse(account.VendorAccountId!, CultureInfo.InvariantCulture), id));

    /// <summary>A user signs in to the first account: the host sends the browser to the vendor, which sends it back at once.</summary>
    private async Task<AccountInfo> SignInAsync(CancellationToken cancellationToken)
    {
        IFubOAuth oauth = Host.GetRequiredService<IFubOAuth>();
        Uri page = await oauth.BeginAsync(new Uri("https://app.example.com/oauth/fub"), cancellationToken: cancellationToken);
        using HttpClient browser = new(new SocketsHttpHandler { AllowAutoRedirect = false });
        using HttpResponseMessage back = await browser.GetAsync(page, cancellationToken);
        return (await oauth.CompleteAsync(back.Headers.Location!.Query, cancellationToken: cancellationToken)).Account!;
    }

    /// <summary>Notes which records stand with another person than before: only a merge moves them.</summary>
    private void NoteMoves(long account)
    {
        foreach (string entity in new[] { ByPerson, ById })
        {
            foreach (long id in _vendor.Ids(account, entity))
            {
                long person = JsonNode.Parse(_vendor.Read(account, entity, id) ?? "{}")!["personId"]?.GetValue<long>() ?? 0;
                (string, long, string) record = (entity, account, id.ToString(CultureInfo.InvariantCulture));
                if (!_persons.TryAdd(record, person) && _persons[record] != person)
                {
                    _moved.Add(record);
                }
            }
        }
    }
}
