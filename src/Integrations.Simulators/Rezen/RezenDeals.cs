using System.Globalization;
using System.Text.Json;

namespace Integrations.Simulators;

/// <summary>Transactions or listings.</summary>
internal abstract class RezenDeals(RezenWorld world, string path, RezenKind kind, int baseCount) : RezenCollection(world, path, kind, baseCount)
{
    /// <summary>Most participants of one deal.</summary>
    public const int MaxParticipants = 16;

    /// <summary>What of the commission is the user's.</summary>
    public const decimal OwnShare = 0.85m;

    public override string TextField => "code";

    public override string WordField => "transactionType";

    protected abstract bool IsListings { get; }

    /// <summary>Places of a lifecycle group, in the order of a sort name. Null when the vendor does not know the name.</summary>
    public int[]? List(string group, string sortBy, bool descends, (long From, long To)? updated) => OrderBy(sortBy) is { } order
        ? Places(
            string.Create(CultureInfo.InvariantCulture, $"{group} {sortBy} {descends} {updated}"),
            record => ((RezenDeal)record).Group == group && (updated is not { } days || (record.Updated >= days.From && record.Updated < days.To)),
            order with { Ascending = !descends })
        : null;

    protected static Ordering? OrderBy(string name) => name switch
    {
        "CREATED_AT" => new Ordering(static r => r.Created),
        "UPDATED_AT" => new Ordering(static r => r.Updated),
        "ESCROW_CLOSING_DATE" => new Ordering(static r => ((RezenDeal)r).ClosingDay),
        "PRICE" => new Ordering(static r => (long)(((RezenDeal)r).Price * 100)),
        _ => null,
    };

    protected override bool Apply(RezenRecord record, string name, JsonElement value)
    {
        var deal = (RezenDeal)record;
        switch (name)
        {
            case "lifecycleState" when value.ValueKind == JsonValueKind.Object && value.TryGetProperty("state", out var state) && state.ValueKind == JsonValueKind.String:
                deal.State = state.GetString()!;
                return true;
            case "price" when value.ValueKind == JsonValueKind.Object && value.TryGetProperty("amount", out var amount) && amount.TryGetDecimal(out var price)
                && value.TryGetProperty("currency", out var currency) && currency.ValueEquals(deal.Currency):
                deal.Price = price;
                return true;
            case "inContractTransactionId" when IsListings && value.ValueKind is JsonValueKind.String or JsonValueKind.Null:
            case "builtFromTransactionId" when !IsListings && value.ValueKind is JsonValueKind.String or JsonValueKind.Null:
                deal.Linked = value.ValueKind == JsonValueKind.String && value.TryGetGuid(out var linked) ? linked : null;
                return true;
            default:
                return false;
        }
    }

    protected override void Finish(RezenRecord record)
    {
        // Only now is it known when a record was created that nothing has generated.
        var deal = (RezenDeal)record;
        if (deal.ClosingDay == 0) deal.ClosingDay = deal.Created + ((20 + (long)(deal.Look % 70)) * World.Day);
    }

    /// <summary>Participants are spread evenly over all deals of the account, transactions first.</summary>
    protected int ParticipantsOf(int place)
    {
        var deals = World.Size.Transactions + World.Size.Listings;
        if (deals == 0 || place >= deals) return 4;
        var all = World.Size.Participants;
        return Math.Clamp((int)(((long)all * (place + 1) / deals) - ((long)all * place / deals)), 1, MaxParticipants);
    }

    protected string CurrencyOf(int ordinal) => ordinal % 29 == 5 ? "CAD" : World.Account.Currency;

    protected override void WriteFields(WireJsonWriter writer, RezenRecord record, bool isDetail)
    {
        var deal = (RezenDeal)record;
        var draw = new Draw(deal.Look);
        var isClosed = deal.Group == RezenDeal.Closed;
        writer.Id(R.Id, deal.Id);
        writer.Text(R.Code, Code(ref draw));
        writer.Number(R.CreatedAt, deal.Created);
        writer.Number(R.UpdatedAt, deal.Updated);
        writer.Bool(R.Listing, deal.IsListing);
        writer.Bool(R.Closed, isClosed);
        writer.Bool(R.Terminated, deal.Group == RezenDeal.Terminated);
        writer.Text(R.TransactionType, deal.TransactionType);
        writer.Text(R.PropertyType, draw.Pick<string>(RezenWords.PropertyTypes));
        writer.Name(R.LifecycleState);
        writer.StartObject();
        writer.Text(R.State, deal.State);
        writer.Text(R.Description, draw.Chance(50) ? "Synthetic state description" : null);
        writer.EndObject();
        writer.Text(R.ComplianceStatus, isClosed ? "COMPLIANT" : "PENDING");
        writer.NumberOrNull(R.CompliantAt, isClosed ? deal.Updated - 3_600_000 : 0);
        WriteAddress(writer, deal, ref draw);
        writer.Money(R.Price, deal.Price, deal.Currency);
        writer.Fraction(R.SaleCommissionPercent, deal.IsListing ? 0.025m : deal.CommissionPercent);
        writer.Null(R.SaleCommissionAmount);
        writer.Name(R.ListingCommissionPercent);
        if (deal.IsListing) writer.Number(deal.CommissionPercent);
        else writer.Null();
        writer.Null(R.ListingCommissionAmount);
        writer.Money(R.GrossCommission, deal.GrossCommission, deal.Currency);
        writer.Money(R.MyNetPayout, decimal.Round(deal.GrossCommission * OwnShare, 2), deal.Currency);
        writer.DayOrNull(R.ContractAcceptanceDate, deal.IsListing ? 0 : deal.Created);
        writer.DayOrNull(R.ClosingDateEstimated, deal.ClosingDay);
        writer.DayOrNull(R.ClosingDateActual, isClosed && !deal.IsListing ? deal.ClosingDay : 0);
        writer.NumberOrNull(R.ClosedAt, isClosed ? deal.ClosingDay / World.Day * World.Day : 0);
        writer.NumberOrNull(R.RezenClosedAt, isClosed && draw.Chance(50) ? deal.ClosingDay / World.Day * World.Day : 0);
        writer.DayOrNull(R.FirmDate, World.Account.IsCanadian && !deal.IsListing ? deal.Created + (7 * World.Day) : 0);
        writer.DayOrNull(R.ListingDate, deal.IsListing ? deal.Created : 0);
        writer.DayOrNull(R.ListingExpirationDate, deal.IsListing ? deal.Created + (180 * World.Day) : 0);
        writer.IdOrNull(R.InContractTransactionId, deal.IsListing ? deal.Linked : null);
        writer.IdOrNull(R.BuiltFromTransactionId, deal.IsListing ? null : deal.Linked);
        writer.Null(R.FmlsInfo);
        writer.Null(R.JourneyId);
        writer.Text(R.MlsNumber, draw.Chance(90) ? string.Create(CultureInfo.InvariantCulture, $"SYN{draw.Next(1_000_000):D6}") : "N/A");
        writer.Bool(R.PersonalDeal, draw.Chance(3));
        writer.Name(R.TransactionOwner);
        writer.StartObject();
        writer.Id(R.Id, ParticipantId(deal.Ordinal, 0));
        writer.EndObject();
        WriteParticipants(writer, deal);
        if (isDetail) WriteDetail(writer, deal, ref draw);
    }

    private static string Code(ref Draw draw)
    {
        const string Letters = "ABCDEFGHJKLMNPQRSTUVWXYZ0123456789";
        Span<char> code = stackalloc char[15];
        for (var i = 0; i < code.Length; i++) code[i] = i % 4 == 3 ? '-' : Letters[draw.Next(Letters.Length)];
        return new string(code);
    }

    private void WriteAddress(WireJsonWriter writer, RezenDeal deal, ref Draw draw)
    {
        var place = draw.Next(Words.Cities.Length);
        var invented = FubPhone.Street(ref draw);
        var street = deal.Shared?.Street ?? invented;
        var state = World.Account.IsCanadian ? "BRITISH_COLUMBIA" : RezenWords.States[place];
        var zip = FubPhone.Zip(ref draw);
        writer.Name(R.Address);
        writer.StartObject();
        writer.Text(R.Street, street);
        writer.Null(R.Street2);
        writer.Text(R.Unit, draw.Chance(20) ? draw.Next(400).ToString(CultureInfo.InvariantCulture) : null);
        writer.Text(R.City, Words.Cities[place]);
        writer.Text(R.State, state);
        writer.Text(R.Zip, zip);
        writer.Text(R.County, "Sample");
        writer.Text(R.Country, World.Account.Country);
        writer.Text(R.OneLine, $"{street}, {Words.Cities[place]}, {(World.Account.IsCanadian ? "BC" : Words.States[place])}, {zip}");
        writer.EndObject();
    }

    private void WriteParticipants(WireJsonWriter writer, RezenDeal deal)
    {
        writer.Name(R.Participants);
        writer.StartArray();
        for (var place = 0; place < deal.Participants; place++) WriteParticipant(writer, deal, place);
        writer.EndArray();
    }

    private void WriteParticipant(WireJsonWriter writer, RezenDeal deal, int place)
    {
        var draw = new Draw(deal.Look + (ulong)place + 1);
        var sells = deal.IsListing || deal.Linked is not null;
        var isTeam = place == 2 && World.Size.Agents > 1 && draw.Chance(25);
        var role = place switch
        {
            0 => sells ? "SELLERS_AGENT" : "BUYERS_AGENT",
            1 => sells ? "SELLER" : "BUYER",
            2 when isTeam => "TEAM_MEMBER",
            2 => "OTHER_AGENT",
            3 when !deal.IsListing => sells ? "BUYER" : "SELLER",
            _ => draw.Pick<string>(RezenWords.OtherRoles),
        };
        var isClient = role is "BUYER" or "SELLER";
        var agent = isTeam ? (RezenAgent)World.Team.Original(1 + draw.Next(World.Size.Agents - 1)) : null;
        var person = place == 0 ? World.Account.Person
            : agent?.Person
            ?? (place == 1 ? deal.Shared?.Client : null)
            ?? (isClient ? World.Contact(ref draw) : null)
            ?? RezenPerson.Any(ref draw, string.Create(CultureInfo.InvariantCulture, $"{(deal.IsListing ? 'l' : 't')}{World.Account.Id}.{deal.Ordinal}.{place}"));
        var isCompany = role is "TITLE" or "LENDER" or "ESCROW" or "ATTORNEY";
        writer.StartObject();
        writer.Id(R.Id, ParticipantId(deal.Ordinal, place));
        writer.Text(R.ParticipantRole, role);
        writer.Text(R.Type, isCompany ? "EXTERNAL_ENTITY" : "AGENT");
        writer.IdOrNull(R.YentaUserId, place == 0 ? World.Account.YentaId : agent?.AgentId);
        writer.Text(R.FirstName, person.FirstName);
        writer.Text(R.LastName, person.LastName);
        writer.Text(R.Company, isCompany ? draw.Pick<string>(Words.Organisations) : null);
        writer.Text(R.EmailAddress, person.Email);
        writer.Text(R.PhoneNumber, person.Phone);
        writer.Bool(R.External, place != 0 && !isTeam);
        writer.Bool(R.Hidden, false);
        writer.Bool(R.PaidByReal, place == 0 || isTeam);
        writer.Name(R.Payment);
        if (place == 0) Payment(OwnShare);
        else if (isTeam) Payment(0.10m);
        else writer.Null();
        writer.Number(R.CreatedAt, deal.Created);
        writer.Number(R.UpdatedAt, deal.Created);
        writer.EndObject();

        void Payment(decimal share)
        {
            writer.StartObject();
            writer.Fraction(R.Percent, share);
            writer.Money(R.Amount, decimal.Round(deal.GrossCommission * share, 2), deal.Currency);
            writer.EndObject();
        }
    }

    /// <summary>What lists leave out.</summary>
    private void WriteDetail(WireJsonWriter writer, RezenDeal deal, ref Draw draw)
    {
        writer.Name(R.LeadSource);
        writer.StartObject();
        var source = draw.Next(RezenWords.LeadSources.Length);
        writer.Id(R.Id, World.IdOf(RezenKind.LeadSource, source));
        writer.Text(R.Name, RezenWords.LeadSources[source]);
        writer.EndObject();
        writer.Id(R.ChecklistId, World.IdOf(RezenKind.Checklist, ParticipantPlace(deal.Ordinal, 0)));
        writer.Id(R.DropboxId, World.IdOf(RezenKind.Dropbox, ParticipantPlace(deal.Ordinal, 0)));
        writer.Name(R.Office);
        writer.StartObject();
        writer.Id(R.Id, World.IdOf(RezenKind.Office, 0));
        writer.Text(R.Name, "Sample Office");
        writer.EndObject();
        writer.NumberOrNull(R.YearBuilt, draw.Chance(80) ? 1950 + draw.Next(75) : 0);
        writer.Name(R.CommissionSplits);
        writer.StartArray();
        writer.StartObject();
        writer.Id(R.ParticipantId, ParticipantId(deal.Ordinal, 0));
        writer.Id(R.YentaId, World.Account.YentaId);
        writer.Text(R.FirstName, World.Account.Person.FirstName);
        writer.Text(R.LastName, World.Account.Person.LastName);
        writer.Money(R.Amount, deal.GrossCommission, deal.Currency);
        writer.Name(R.Percentage);
        writer.StartObject();
        writer.Text(R.String, "100.00%");
        writer.EndObject();
        writer.EndObject();
        writer.EndArray();
    }

    public Guid ParticipantId(int ordinal, int place) => World.IdOf(RezenKind.Participant, ParticipantPlace(ordinal, place));

    /// <summary>Transactions have the even places, listings the odd ones.</summary>
    private int ParticipantPlace(int ordinal, int place) => (((ordinal * 2) + (IsListings ? 1 : 0)) * MaxParticipants) + place;
}
