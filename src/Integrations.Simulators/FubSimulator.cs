using System.Text;
using System.Text.Json.Nodes;

namespace Integrations.Simulators;

/// <summary>
/// A Follow Up Boss API on a loopback port: many accounts, stateful, generated from a seed, with the vendor's quirks, budgets and failures.
/// All members may be called while requests are served.
/// </summary>
public sealed class FubSimulator : IAsyncDisposable
{
    private readonly FubSimulatorOptions _options;
    private readonly Dictionary<long, FubWorld> _worlds = [];
    private readonly Dictionary<long, FubChanger> _changers = [];
    private readonly FubHost _host;

    private FubSimulator(FubSimulatorOptions options)
    {
        _options = options;
        Requests = new RequestLog(options.RequestLogCapacity);
        var callers = new Dictionary<string, FubCaller>(StringComparer.Ordinal);
        var accounts = new List<FubSimulatorAccount>();
        for (var ordinal = 0; ordinal < AccountCount(options); ordinal++)
        {
            var world = FubWorld.Of(options, ordinal);
            var account = world.Account;
            accounts.Add(account);
            _worlds[account.Id] = world;
            _changers[account.Id] = new FubChanger(world, Faults);
            foreach (var key in account.Keys) callers[key.Key] = new FubCaller(world, key.Key, key.UserId, key.Role);
        }

        Accounts = accounts;
        Webhooks = new FubSimulatorWebhooks(options, WorldOf);
        var grants = FubOAuthGrants.Of(options, callers.Values);
        OAuth = new FubSimulatorOAuth(grants);
        _host = new FubHost(this, options, callers, grants);
    }

    /// <summary>Root of the API, with its <c>/v1/</c>.</summary>
    public Uri BaseAddress { get; private set; } = new("http://127.0.0.1/v1/");

    /// <summary>Root of the admin API, with its <c>/admin/</c>.</summary>
    public Uri AdminAddress { get; private set; } = new("http://127.0.0.1/admin/");

    /// <summary>The accounts with their keys.</summary>
    public IReadOnlyList<FubSimulatorAccount> Accounts { get; }

    /// <summary>Sign-ins and tokens.</summary>
    public FubSimulatorOAuth OAuth { get; }

    /// <summary>Webhooks that are sent.</summary>
    public FubSimulatorWebhooks Webhooks { get; }

    /// <summary>What goes wrong.</summary>
    public SimulatorFaults Faults { get; } = new();

    /// <summary>What was asked.</summary>
    public RequestLog Requests { get; }

    /// <summary>Starts a simulator. Dispose it to free the port.</summary>
    /// <param name="options">Null means all defaults.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public static async Task<FubSimulator> StartAsync(FubSimulatorOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new FubSimulatorOptions();
        if (AccountCount(options) < 1) throw new ArgumentException("AccountCount must be at least 1.", nameof(options));
        options.Webhooks.Validate(nameof(options));
        if (AccountCount(options) > (options.Size.Accounts ?? int.MaxValue)) throw new ArgumentException("AccountCount must not exceed the accounts that the size is spread over.", nameof(options));
        var simulator = new FubSimulator(options);
        var root = (await simulator._host.StartAsync(options.Port, count: 1, cancellationToken).ConfigureAwait(false))[0];
        simulator.BaseAddress = new Uri(root, "/v1/");
        simulator.AdminAddress = new Uri(root, "/admin/");
        simulator.OAuth.AuthorizeAddress = new Uri(root, "/oauth/authorize");
        simulator.OAuth.TokenAddress = new Uri(root, "/oauth/token");
        return simulator;
    }

    /// <summary>Counts of all entities, as the account's owner sees them now.</summary>
    public IReadOnlyList<FubSimulatorCount> Counts(long account)
    {
        var world = WorldOf(account);
        lock (world.Gate)
        {
            world.Refresh();
            return [.. world.All.Select(CountOf)];
        }
    }

    /// <summary>Counts of one entity, as the account's owner sees them now.</summary>
    public FubSimulatorCount Count(long account, string entity)
    {
        var world = WorldOf(account);
        lock (world.Gate)
        {
            world.Refresh();
            return CountOf(CollectionOf(world, entity));
        }
    }

    /// <summary>Ids of all records that can be read now with all include flags set, ascending.</summary>
    public IReadOnlyList<long> Ids(long account, string entity)
    {
        var world = WorldOf(account);
        lock (world.Gate)
        {
            world.Refresh();
            var collection = CollectionOf(world, entity);
            var ids = new List<long>();
            for (var ordinal = 0; ordinal < collection.Count; ordinal++)
                if (collection.Load(ordinal) is { } record)
                    ids.Add(record.Id);
            return ids;
        }
    }

    /// <summary>A record with all its fields, as the owner would read it by id. Null when there is none.</summary>
    public string? Read(long account, string entity, long id)
    {
        var world = WorldOf(account);
        lock (world.Gate)
        {
            world.Refresh();
            var collection = CollectionOf(world, entity);
            if (collection.Find(id) is not { } record) return null;
            var writer = new WireJsonWriter(JsonDialect.Php);
            writer.StartRecord(new RecordShape(selected: null, unlisted: null).For(record.Extra, []));
            collection.Write(writer, record, new FubView { All = true, HideContent = _options.HideContent, Single = true });
            writer.EndRecord();
            return Encoding.ASCII.GetString(writer.Written.Span);
        }
    }

    /// <summary>
    /// Creates a record and returns its id. Fields that are not given are generated; a call, text, event, appointment or deal without a person gets one.
    /// <c>created</c> and <c>updated</c> may be given, else both are now.
    /// </summary>
    /// <param name="account">Vendor account id.</param>
    /// <param name="entity">Path of the collection: <c>people</c>, <c>textMessages</c>.</param>
    /// <param name="fields">Wire names and values; names that the simulator does not know are sent as they are. Null means none.</param>
    public long Create(long account, string entity, JsonObject? fields = null) =>
        Change(account, (world, changer) => changer.Create(CollectionOf(world, entity), fields ?? []));

    /// <summary>Edits a record. Its <c>updated</c> moves to now, where the entity has one.</summary>
    /// <param name="account">Vendor account id.</param>
    /// <param name="entity">Path of the collection.</param>
    /// <param name="id">Vendor id.</param>
    /// <param name="fields">Wire names and new values.</param>
    /// <param name="touchUpdated">False leaves <c>updated</c> where it is.</param>
    /// <exception cref="ArgumentException">There is no such record.</exception>
    public void Edit(long account, string entity, long id, JsonObject fields, bool touchUpdated = true) =>
        Change(account, (world, changer) =>
        {
            var collection = CollectionOf(world, entity);
            changer.Edit(collection, RecordOf(collection, id).Ordinal, fields, touchUpdated);
            return id;
        });

    /// <summary>
    /// Deletes a record as the vendor does: deals and users stay with status Deleted, others are gone. With a person go its calls, texts and notes, and it leaves its deals.
    /// The people of a deleted stage move to the first stage.
    /// </summary>
    /// <exception cref="ArgumentException">There is no such record.</exception>
    public void Delete(long account, string entity, long id) =>
        Change(account, (world, changer) =>
        {
            var collection = CollectionOf(world, entity);
            changer.Delete(collection, RecordOf(collection, id));
            return id;
        });

    /// <summary>Merges people: what hangs on the losers moves to the winner, which gains their tags, e-mails and phones; the losers go to stage Trash.</summary>
    /// <param name="account">Vendor account id.</param>
    /// <param name="winner">Person that stays.</param>
    /// <param name="losers">People that go to the trash.</param>
    /// <param name="touchChildren">False leaves <c>updated</c> of the moved records where it is.</param>
    /// <exception cref="ArgumentException">There is no such person, or a person is merged into itself.</exception>
    public void Merge(long account, long winner, IReadOnlyList<long> losers, bool touchChildren = true)
    {
        ArgumentNullException.ThrowIfNull(losers);
        Change(account, (world, changer) =>
        {
            foreach (var loser in losers)
            {
                if (loser == winner) throw new ArgumentException("A person cannot be merged into itself.", nameof(losers));
                changer.Merge((FubPerson)RecordOf(world.People, winner), (FubPerson)RecordOf(world.People, loser), touchChildren);
            }

            return winner;
        });
    }

    /// <summary>Makes random changes: creates, edits, deletes and merges over all entities. The same seed on the same state gives the same changes.</summary>
    /// <param name="account">Vendor account id.</param>
    /// <param name="changes">How many.</param>
    /// <param name="seed">Chooses them.</param>
    public IReadOnlyList<FubSimulatorChange> Burst(long account, int changes, int seed) => Change(account, (_, changer) => changer.Burst(changes, seed));

    /// <summary>Moves the fake clock of <see cref="FubSimulatorOptions.AdvanceClock"/>.</summary>
    /// <exception cref="InvalidOperationException">The clock cannot be moved.</exception>
    public void AdvanceClock(TimeSpan time)
    {
        if (_options.AdvanceClock is not { } advance) throw new InvalidOperationException("The simulator's clock cannot be moved: set FubSimulatorOptions.AdvanceClock.");
        advance(time);
    }

    /// <summary>Stops serving and frees the port. Requests under way are ended.</summary>
    public async ValueTask DisposeAsync()
    {
        await Webhooks.StopAsync().ConfigureAwait(false);
        await _host.DisposeAsync().ConfigureAwait(false);
    }

    internal static int AccountCount(FubSimulatorOptions options) => options.AccountCount ?? options.Size.Accounts ?? 2;

    private static FubSimulatorCount CountOf(FubCollection collection)
    {
        long total = 0, trash = 0, unclaimed = 0, archived = 0, deleted = 0;
        for (var ordinal = 0; ordinal < collection.Count; ordinal++)
        {
            if (collection.Load(ordinal) is not { } record) continue;
            total++;
            switch (collection.FlagOf(record))
            {
                case "trash": trash++; break;
                case "unclaimed": unclaimed++; break;
                case "archived": archived++; break;
                case "deleted": deleted++; break;
                default: break;
            }
        }

        return new FubSimulatorCount(collection.Path, total, total - trash - unclaimed - archived - deleted, trash, unclaimed, archived, deleted);
    }

    private static FubCollection CollectionOf(FubWorld world, string entity) =>
        world.Collection(entity) ?? throw new ArgumentException($"There is no entity '{entity}'. Entities are: {string.Join(", ", world.All.Select(c => c.Path))}.", nameof(entity));

    private static FubRecord RecordOf(FubCollection collection, long id) =>
        (collection.OrdinalOf(id) is { } ordinal ? collection.LoadLatest(ordinal) : null)
        ?? throw new ArgumentException(FormattableString.Invariant($"There is no record {id} in '{collection.Path}'."), nameof(id));

    private FubWorld WorldOf(long account) =>
        _worlds.GetValueOrDefault(account) ?? throw new ArgumentException(FormattableString.Invariant($"There is no account {account}."), nameof(account));

    private T Change<T>(long account, Func<FubWorld, FubChanger, T> change)
    {
        var world = WorldOf(account);
        lock (world.Gate)
        {
            world.Refresh();
            var changed = change(world, _changers[account]);
            Webhooks.Flush(world);
            return changed;
        }
    }
}
