namespace Integrations.Simulators;

/// <summary>All records of one user.</summary>
internal sealed class RezenWorld : SimulatedWorld
{
    private readonly ulong _idSeed;
    private readonly RezenShared? _shared;

    public RezenWorld(RezenSimulatorAccount account, RezenSimulatorOptions options, DateTimeOffset historyEnd, RezenShared? shared)
        : base(Draw.For((ulong)options.Seed, 0, account.Id).Next(), historyEnd, options.VendorClock, TimeSpan.FromMilliseconds(1))
    {
        Account = account;
        Size = options.Size.OfAccount(account.Ordinal);
        _idSeed = (ulong)options.Seed;
        _shared = shared;
        Team = new RezenTeam(this);
        Transactions = new RezenTransactions(this);
        Listings = new RezenListings(this);
        Network = new RezenNetwork(this);
        Sponsors = new RezenSponsors(this, options.SponsorCycle);
        Contributions = new RezenShares(this, isPending: false, options.ContributionIds);
        Pending = new RezenShares(this, isPending: true, options.ContributionIds);
        Payments = new RezenPayments(this);
        Grants = new RezenGrants(this);
        Caps = new RezenCaps(this);
        Desk = new RezenDesk(this);
        Collections = [Transactions, Listings, Network, Contributions, Pending, Payments, Team, Sponsors, Grants];
        All = [.. Collections, new RezenFrontline(this), Caps, new RezenMe(this)];
    }

    public RezenSimulatorAccount Account { get; }

    public RezenSimulatorSize Size { get; }

    public RezenTeam Team { get; }

    public RezenTransactions Transactions { get; }

    public RezenListings Listings { get; }

    public RezenNetwork Network { get; }

    public RezenSponsors Sponsors { get; }

    public RezenShares Contributions { get; }

    public RezenShares Pending { get; }

    public RezenPayments Payments { get; }

    public RezenGrants Grants { get; }

    public RezenCaps Caps { get; }

    public RezenDesk Desk { get; }

    /// <summary>Entities that can be changed.</summary>
    public IReadOnlyList<RezenCollection> Collections { get; }

    /// <summary>All entities.</summary>
    public IReadOnlyList<IRezenEntity> All { get; }

    /// <summary>Registered webhooks, oldest first.</summary>
    public List<RezenHook> Hooks { get; } = [];

    /// <summary>Changes that webhooks are to announce, in their order. Stays empty where none are sent.</summary>
    public List<RezenAnnouncement> Announced { get; } = [];

    public Guid IdOf(RezenKind kind, int ordinal) => RezenUuid.Of(_idSeed, new RezenPlace(kind, Account.Ordinal, ordinal));

    /// <summary>What an id stands for. Null when it is none of this user's.</summary>
    public RezenPlace? Find(Guid id) => RezenUuid.Find(_idSeed, id) is { } place && place.Account == Account.Ordinal ? place : null;

    /// <summary>A contact that Follow Up Boss knows too. Null for somebody whom it does not know.</summary>
    public RezenPerson? Contact(ref Draw draw) => _shared?.Contact(Account.Ordinal, ref draw);

    /// <summary>What a generated transaction is at Follow Up Boss. Null for one that it does not know.</summary>
    public RezenSharedDeal? SharedDeal(int transaction) =>
        _shared?.Deal(Account.Ordinal, transaction) is { } deal && deal.Created >= HistoryStart && deal.Created < HistoryEnd ? deal : null;
}
