using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;

namespace Integrations.Simulators;

/// <summary>
/// The reZEN services on loopback ports, one for each: many users, stateful, generated from a seed, with the vendor's quirks and failures.
/// All members may be called while requests are served.
/// </summary>
public sealed class RezenSimulator : IAsyncDisposable
{
    private readonly RezenSimulatorOptions _options;
    private readonly Dictionary<long, RezenWorld> _worlds = [];
    private readonly RezenHost _host;
    private readonly RezenOAuth _oauth;

    private RezenSimulator(RezenSimulatorOptions options)
    {
        _options = options;
        Requests = new RequestLog(options.RequestLogCapacity);
        var callers = new ConcurrentDictionary<string, RezenCaller>(StringComparer.Ordinal);
        var shared = options.SharedContacts is { } fub ? new RezenShared(fub, options.SharedContactShare, options.SharedDealShare) : null;
        var historyEnd = HistoryDefaults.EndOf(options.HistoryEnd, options.VendorClock);
        var accounts = new List<RezenSimulatorAccount>();
        for (var ordinal = 0; ordinal < AccountCount(options); ordinal++)
        {
            var account = new RezenSimulatorAccount(ordinal, (ulong)options.Seed);
            var world = new RezenWorld(account, options, historyEnd, shared);
            accounts.Add(account);
            _worlds[account.Id] = world;
            callers[account.ApiKey] = new RezenCaller(world, account.ApiKey);
        }

        Accounts = accounts;
        Webhooks = new RezenSimulatorWebhooks(options, WorldOf);
        var grants = RezenOAuth.Grants(options, callers.Values);
        OAuth = new RezenSimulatorOAuth(grants);
        _oauth = new RezenOAuth(options, grants);
        _host = new RezenHost(this, options, callers, _oauth);
    }

    /// <summary>
    /// Root of each service, by the name of its host: <c>arrakis yenta keymaker keymaker-oauth sherlock dropbox hermes</c>. Each port also serves the others below their names
    /// (<c>/yenta/api/v1/…</c>), for what leads through one proxy.
    /// </summary>
    public IReadOnlyDictionary<string, Uri> Services { get; private set; } = new Dictionary<string, Uri>(StringComparer.Ordinal);

    /// <summary>Root of the admin API, with its <c>/admin/</c>.</summary>
    public Uri AdminAddress { get; private set; } = new("http://127.0.0.1/admin/");

    /// <summary>The users with their keys.</summary>
    public IReadOnlyList<RezenSimulatorAccount> Accounts { get; }

    /// <summary>Sign-ins and tokens.</summary>
    public RezenSimulatorOAuth OAuth { get; }

    /// <summary>Webhooks that are sent.</summary>
    public RezenSimulatorWebhooks Webhooks { get; }

    /// <summary>What goes wrong. The path of a fault starts with the service and has <c>{id}</c> for ids: <c>arrakis/transactions/participant/{id}/transactions</c>.</summary>
    public SimulatorFaults Faults { get; } = new();

    /// <summary>What was asked. Paths start with the service.</summary>
    public RequestLog Requests { get; }

    /// <summary>Starts a simulator. Dispose it to free its ports.</summary>
    /// <param name="options">Null means all defaults.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public static async Task<RezenSimulator> StartAsync(RezenSimulatorOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new RezenSimulatorOptions();
        if (AccountCount(options) < 1) throw new ArgumentException("AccountCount must be at least 1.", nameof(options));
        if (AccountCount(options) > (options.Size.Accounts ?? int.MaxValue)) throw new ArgumentException("AccountCount must not exceed the accounts that the size is spread over.", nameof(options));
        if (options.SharedContactShare is not (>= 0 and <= 1)) throw new ArgumentException("SharedContactShare must be 0 to 1.", nameof(options));
        if (options.SharedDealShare is not (>= 0 and <= 1)) throw new ArgumentException("SharedDealShare must be 0 to 1.", nameof(options));
        if (options.MaxPageSize < 1) throw new ArgumentException("MaxPageSize must be at least 1.", nameof(options));
        options.Webhooks.Validate(nameof(options));
        var simulator = new RezenSimulator(options);
        simulator.Services = await simulator._host.StartAsync(cancellationToken).ConfigureAwait(false);
        simulator.AdminAddress = new Uri(simulator.Services[RezenService.Arrakis], "/admin/");
        simulator._oauth.Issuer = simulator.Services[RezenService.KeymakerOAuth].GetLeftPart(UriPartial.Authority);
        simulator.OAuth.Issuer = new Uri(simulator._oauth.Issuer);
        return simulator;
    }

    /// <summary>Counts of all entities of a user as they are now.</summary>
    /// <param name="account">Number of the account.</param>
    public IReadOnlyList<RezenSimulatorCount> Counts(long account) => Read(account, world => world.All.Select(CountOf).ToList());

    /// <summary>Counts of one entity of a user as they are now.</summary>
    /// <param name="account">Number of the account.</param>
    /// <param name="entity">Word of the stream: <c>transactions</c>, <c>networkDownline</c>.</param>
    public RezenSimulatorCount Count(long account, string entity) => Read(account, world => CountOf(EntityOf(world, entity)));

    /// <summary>Ids of all records that can be read now. Of the front line, of caps and of the profile these are ids of agents.</summary>
    /// <param name="account">Number of the account.</param>
    /// <param name="entity">Word of the stream.</param>
    public IReadOnlyList<Guid> Ids(long account, string entity) => Read(account, world => EntityOf(world, entity).Ids().ToList());

    /// <summary>A record with all its fields. Null when there is none.</summary>
    /// <param name="account">Number of the account.</param>
    /// <param name="entity">Word of the stream.</param>
    /// <param name="id">Id of the record.</param>
    /// <param name="asRow">True for a transaction or listing as lists show it. False, the default, for its detail.</param>
    public string? Read(long account, string entity, Guid id, bool asRow = false) => Read(account, world =>
    {
        var writer = new WireJsonWriter(JsonDialect.Jackson);
        return EntityOf(world, entity).Write(writer, id, isDetail: !asRow) ? Encoding.UTF8.GetString(writer.Written.Span) : null;
    });

    /// <summary>Creates a record and returns its id. Fields that are not given are generated. <c>createdAt</c> and <c>updatedAt</c> may be given, else both are now.</summary>
    /// <param name="account">Number of the account.</param>
    /// <param name="entity">Word of the stream.</param>
    /// <param name="fields">Wire names and values; names that the simulator does not know are sent as they are. Null means none. A person of the network also takes <c>tier</c>.</param>
    public Guid Create(long account, string entity, JsonObject? fields = null) => Change(account, (world, changer) => changer.Create(CollectionOf(world, entity), fields ?? []));

    /// <summary>Edits a record. Its stamp moves to now.</summary>
    /// <param name="account">Number of the account.</param>
    /// <param name="entity">Word of the stream.</param>
    /// <param name="id">Id of the record.</param>
    /// <param name="fields">Wire names and new values; of a person of the network also <c>tier</c>, of a contribution <c>payout</c>.</param>
    /// <param name="touchUpdated">False leaves the stamp where it is.</param>
    /// <exception cref="ArgumentException">There is no such record.</exception>
    public void Edit(long account, string entity, Guid id, JsonObject fields, bool touchUpdated = true) => Change(account, (world, changer) =>
    {
        var collection = CollectionOf(world, entity);
        changer.Edit(collection, RecordOf(collection, id).Ordinal, fields, touchUpdated);
        return id;
    });

    /// <summary>Deletes a record. The vendor tells nobody: it is no longer there.</summary>
    /// <param name="account">Number of the account.</param>
    /// <param name="entity">Word of the stream.</param>
    /// <param name="id">Id of the record.</param>
    /// <exception cref="ArgumentException">There is no such record.</exception>
    public void Delete(long account, string entity, Guid id) => Change(account, (world, _) =>
    {
        var collection = CollectionOf(world, entity);
        collection.Remove(RecordOf(collection, id).Ordinal);
        return id;
    });

    /// <summary>
    /// Brings a transaction or listing to another lifecycle state, and so perhaps to another group. The listing that a transaction was made from follows it: closed with it, active again when it is
    /// terminated, in contract when it is open again.
    /// </summary>
    /// <param name="account">Number of the account.</param>
    /// <param name="entity"><c>transactions</c> or <c>listings</c>.</param>
    /// <param name="id">Id of the transaction or listing.</param>
    /// <param name="state">For example <c>SETTLED</c>, <c>TERMINATED</c> or <c>LISTING_ACTIVE</c>.</param>
    /// <exception cref="ArgumentException">There is no such record.</exception>
    public void Move(long account, string entity, Guid id, string state) => Change(account, (world, changer) =>
    {
        if (CollectionOf(world, entity) is not RezenDeals deals) throw new ArgumentException("Only transactions and listings have a state.", nameof(entity));
        changer.Move(deals, (RezenDeal)RecordOf(deals, id), state);
        return id;
    });

    /// <summary>Makes a transaction from a listing and links both. Returns the id of the transaction.</summary>
    /// <param name="account">Number of the account.</param>
    /// <param name="listing">Id of the listing.</param>
    /// <exception cref="ArgumentException">There is no such listing.</exception>
    public Guid PutInContract(long account, Guid listing) => Change(account, (world, changer) => changer.PutInContract((RezenDeal)RecordOf(world.Listings, listing)));

    /// <summary>Makes random changes: creates, edits, moves, contracts and deletes over all entities. The same seed on the same state gives the same changes.</summary>
    /// <param name="account">Number of the account.</param>
    /// <param name="changes">How many.</param>
    /// <param name="seed">Chooses them.</param>
    public IReadOnlyList<RezenSimulatorChange> Burst(long account, int changes, int seed) => Change(account, (_, changer) => changer.Burst(changes, seed));

    /// <summary>Moves the fake clock of <see cref="RezenSimulatorOptions.AdvanceClock"/>.</summary>
    /// <exception cref="InvalidOperationException">The clock cannot be moved.</exception>
    public void AdvanceClock(TimeSpan time)
    {
        if (_options.AdvanceClock is not { } advance) throw new InvalidOperationException("The simulator's clock cannot be moved: set RezenSimulatorOptions.AdvanceClock.");
        advance(time);
    }

    /// <summary>Stops serving and frees the ports. Requests under way are ended.</summary>
    public async ValueTask DisposeAsync()
    {
        await Webhooks.StopAsync().ConfigureAwait(false);
        await _host.DisposeAsync().ConfigureAwait(false);
        _oauth.Dispose();
    }

    private static int AccountCount(RezenSimulatorOptions options) => options.AccountCount ?? options.Size.Accounts ?? 2;

    private static RezenSimulatorCount CountOf(IRezenEntity entity)
    {
        if (entity is not RezenDeals deals) return new RezenSimulatorCount(entity.Path, entity.Ids().Count(), 0, 0, 0);
        var groups = RezenDeal.Groups.Select(group => (long)deals.List(group, "CREATED_AT", descends: true, updated: null)!.Length).ToArray();
        return new RezenSimulatorCount(entity.Path, groups.Sum(), groups[0], groups[1], groups[2]);
    }

    private static IRezenEntity EntityOf(RezenWorld world, string entity) => world.All.FirstOrDefault(e => e.Path == entity) ?? throw Unknown(world.All, entity);

    private static RezenCollection CollectionOf(RezenWorld world, string entity) => world.Collections.FirstOrDefault(c => c.Path == entity) ?? throw Unknown(world.Collections, entity);

    private static ArgumentException Unknown(IEnumerable<IRezenEntity> known, string entity) =>
        new($"There is no entity '{entity}'. Entities are: {string.Join(", ", known.Select(static e => e.Path))}.", nameof(entity));

    private static RezenRecord RecordOf(RezenCollection collection, Guid id) =>
        (collection.OrdinalOf(id) is { } ordinal ? collection.LoadLatest(ordinal) : null) ?? throw new ArgumentException($"There is no record {id:D} in '{collection.Path}'.", nameof(id));

    private RezenWorld WorldOf(long account) =>
        _worlds.GetValueOrDefault(account) ?? throw new ArgumentException(FormattableString.Invariant($"There is no account {account}."), nameof(account));

    private T Read<T>(long account, Func<RezenWorld, T> read)
    {
        var world = WorldOf(account);
        lock (world.Gate)
        {
            world.Refresh();
            return read(world);
        }
    }

    private T Change<T>(long account, Func<RezenWorld, RezenChanger, T> change) => Read(account, world =>
    {
        var changed = change(world, new RezenChanger(world, Faults, _options.Webhooks.Deliver));
        Webhooks.Flush(world);
        return changed;
    });
}
