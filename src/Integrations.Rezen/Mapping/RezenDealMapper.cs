using Integrations.Abstractions;
using Integrations.Http;

namespace Integrations.Rezen;

/// <summary>Deal to <c>rezen_transactions</c> and listing to <c>rezen_listings</c>: at the vendor both have one shape.</summary>
internal static class RezenDealMapper
{
    /// <summary>Shares that add up to a whole may miss it by what is lost in their last digits.</summary>
    private const decimal Whole = 1.000_001m;

    private static readonly Dictionary<string, Func<RezenTransaction, RezenTime?>> s_closingDates = new(StringComparer.Ordinal)
    {
        ["skySlopeActualClosingDate"] = static t => t.SkySlopeActualClosingDate,
        ["closedAt"] = static t => t.ClosedAt,
        ["rezenClosedAt"] = static t => t.RezenClosedAt,
        ["agentReportedClosingDate"] = static t => t.AgentReportedClosingDate,
        ["closingDateActual"] = static t => t.ClosingDateActual,
        ["closingDateEstimated"] = static t => t.ClosingDateEstimated,
    };

    /// <summary>Maps one deal.</summary>
    /// <param name="listed">The deal.</param>
    /// <param name="account">The account.</param>
    /// <param name="closingDates">Properties that may hold the closing date, the best first.</param>
    public static MapResult<RezenTransactionRow> Transaction(RezenListed<RezenTransaction> listed, AccountInfo account, IReadOnlyList<string> closingDates)
    {
        var scope = default(MapScope);
        RezenTransaction deal = listed.Model;
        IReadOnlyDictionary<string, ReadOnlyMemory<byte>> composed = CapturedJson.Composed(listed.Record.Raw);
        var row = new RezenTransactionRow
        {
            TransactionIdRaw = scope.Key(deal.Id),
            ContractAcceptanceDate = scope.Day(deal.ContractAcceptanceDate, "$.contractAcceptanceDate"),
            ClosingDateEstimated = scope.Day(deal.ClosingDateEstimated, "$.closingDateEstimated"),
            ClosingDateActual = scope.Day(deal.ClosingDateActual, "$.closingDateActual"),
            AgentReportedClosingDate = scope.Day(deal.AgentReportedClosingDate, "$.agentReportedClosingDate"),
            SkyslopeActualClosingDate = scope.Day(deal.SkySlopeActualClosingDate, "$.skySlopeActualClosingDate"),
            SkyslopeEscrowClosingDate = scope.Day(deal.SkySlopeEscrowClosingDate, "$.skySlopeEscrowClosingDate"),
            ClosingDate = ClosingDate(deal, closingDates),
            ApprovalDate = scope.Day(deal.ApprovalDate, "$.approvalDate"),
            SketchyContractCreationDate = scope.Time(deal.SketchyContractCreationDate, "$.sketchyContractCreationDate"),
            FirmDate = scope.Day(deal.FirmDate, "$.firmDate"),
            FinancingConditionsExpirationDate = scope.Day(deal.FinancingConditionsExpirationDate, "$.financingConditionsExpirationDate"),
            PropertyInspectionExpirationDate = scope.Day(deal.PropertyInspectionExpirationDate, "$.propertyInspectionExpirationDate"),
            SaleOfBuyersPropertyExpirationDate = scope.Day(deal.SaleOfBuyersPropertyExpirationDate, "$.saleOfBuyersPropertyExpirationDate"),
            CondoDocumentsExpirationDate = scope.Day(deal.CondoDocumentsExpirationDate, "$.condoDocumentsExpirationDate"),
            OtherConditionsExpirationDate = scope.Day(deal.OtherConditionsExpirationDate, "$.otherConditionsExpirationDate"),
            JourneyIdRaw = scope.Id(deal.JourneyId, "$.journeyId"),
            ProjectName = FieldValues.Text(deal.ProjectName ?? deal.Project?.Name),
            EscrowNumber = FieldValues.Text(deal.EscrowNumber),
            RequiresInstallments = deal.RequiresInstallments,
            CommissionSplits = RezenValues.Nested(composed, "commissionSplits"),
            AgentsInfo = RezenValues.Nested(composed, "agentsInfo"),
            CdPayer = RezenValues.Nested(composed, "cdPayer"),
            CdPayerBusinessEntity = RezenValues.Nested(composed, "cdPayerBusinessEntity"),
            Errors = RezenValues.Nested(composed, "errors"),
            TransactionWarnings = RezenValues.Nested(composed, "transactionWarnings"),
        };
        row = (RezenTransactionRow)Shared(ref scope, row, listed, account, composed);
        Doubts(ref scope, deal);
        return scope.Result(row);
    }

    /// <summary>Maps one listing.</summary>
    public static MapResult<RezenListingRow> Listing(RezenListed<RezenTransaction> listed, AccountInfo account)
    {
        var scope = default(MapScope);
        var row = new RezenListingRow { ListingIdRaw = scope.Key(listed.Model.Id) };
        row = (RezenListingRow)Shared(ref scope, row, listed, account, CapturedJson.Composed(listed.Record.Raw));
        Doubts(ref scope, listed.Model);
        return scope.Result(row);
    }

    /// <summary>
    /// The lifecycle group of a record that was asked for by its id, which the vendor does not say: by its flags, else by its state as one automation groups them (Observed; the vendor's own
    /// border between open and closed is not documented).
    /// </summary>
    public static string Group(RezenTransaction deal)
    {
        RezenLifecycleState? state = deal.LifecycleState?.State;
        return deal.Terminated is true || state == RezenLifecycleState.Terminated ? RezenLifecycleGroup.Terminated.Value
            : deal.Closed is true || state == RezenLifecycleState.Settled || state == RezenLifecycleState.ListingClosed || state == RezenLifecycleState.Closed ? RezenLifecycleGroup.Closed.Value
            : RezenLifecycleGroup.Open.Value;
    }

    private static DateOnly? ClosingDate(RezenTransaction deal, IReadOnlyList<string> order)
    {
        foreach (string name in order)
        {
            if (s_closingDates[name](deal) is { IsEmpty: false, Date: { } date })
            {
                return date;
            }
        }

        return null;
    }

    private static RezenDealRow Shared(ref MapScope scope, RezenDealRow row, RezenListed<RezenTransaction> listed, AccountInfo account, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> composed)
    {
        RezenTransaction deal = listed.Model;
        RezenAddress? address = deal.Address;
        RezenMoney? price = deal.Price ?? deal.SalePrice;
        RezenParticipant? owner = Owner(deal);
        return row with
        {
            LifecycleGroup = listed.Part,
            HasDetail = listed.HasDetail,
            OwnerAgentIdRaw = account.VendorAccountId,
            Code = FieldValues.Text(deal.Code),
            RezenCreatedAt = scope.Time(deal.CreatedAt, "$.createdAt"),
            RezenUpdatedAt = scope.Time(deal.UpdatedAt, "$.updatedAt"),
            IsListing = deal.Listing,
            IsClosed = deal.Closed,
            IsTerminated = deal.Terminated,
            Kind = FieldValues.Text(deal.Kind),
            TransactionType = scope.Word(deal.TransactionType, "$.transactionType"),
            DealType = scope.Word(deal.DealType, "$.dealType"),
            PropertyType = scope.Word(deal.PropertyType, "$.propertyType"),
            LifecycleState = scope.Word(deal.LifecycleState?.State, "$.lifecycleState.state"),
            LifecycleDescription = FieldValues.Text(deal.LifecycleState?.Description),
            TransactionStatus = FieldValues.Text(deal.TransactionStatus),
            ComplianceStatus = scope.Word(deal.ComplianceStatus, "$.complianceStatus"),
            CompliantAt = scope.Time(deal.CompliantAt, "$.compliantAt"),
            AddressOneLine = FieldValues.Text(address?.OneLine),
            AddressStreet = FieldValues.Text(address?.Street),
            AddressStreet2 = FieldValues.Text(address?.Street2),
            AddressUnit = FieldValues.Text(address?.Unit),
            AddressCity = FieldValues.Text(address?.City),
            AddressState = FieldValues.Text(address?.State ?? address?.StateOrProvince),
            AddressZip = FieldValues.Text(address?.PostalCode),
            AddressCounty = FieldValues.Text(address?.County),
            AddressCountry = scope.Word(address?.Country, "$.address.country"),
            PriceAmount = scope.Money(price, "$.price"),
            PriceCurrency = scope.Currency(price, "$.price.currency"),
            SaleCommissionPercent = scope.Fraction(deal.SaleCommissionPercent, "$.saleCommissionPercent"),
            SaleCommissionAmount = scope.Money(deal.SaleCommissionAmount, "$.saleCommissionAmount"),
            SaleCommissionCurrency = scope.Currency(deal.SaleCommissionAmount, "$.saleCommissionAmount.currency"),
            ListingCommissionPercent = scope.Fraction(deal.ListingCommissionPercent, "$.listingCommissionPercent"),
            ListingCommissionAmount = scope.Money(deal.ListingCommissionAmount, "$.listingCommissionAmount"),
            ListingCommissionCurrency = scope.Currency(deal.ListingCommissionAmount, "$.listingCommissionAmount.currency"),
            GrossCommissionAmount = scope.Money(deal.GrossCommission, "$.grossCommission"),
            GrossCommissionCurrency = scope.Currency(deal.GrossCommission, "$.grossCommission.currency"),
            GrossCommissionPercent = scope.Rate(deal.GrossCommissionPercentage, "$.grossCommissionPercentage"),
            MyNetPayoutAmount = scope.Money(deal.MyNetPayout, "$.myNetPayout"),
            MyNetPayoutCurrency = scope.Currency(deal.MyNetPayout, "$.myNetPayout.currency"),
            Currency = scope.Word(deal.Currency, "$.currency"),
            TransactionOwnerIdRaw = scope.Id(deal.TransactionOwner?.Id, "$.transactionOwner.id"),
            TransactionOwnerAgentIdRaw = scope.Id(deal.TransactionOwner?.AgentId ?? owner?.AgentId, "$.transactionOwner.agentId"),
            TransactionOwnerName = FieldValues.Text(deal.TransactionOwner?.Name) ?? FieldValues.Text($"{owner?.FirstName} {owner?.LastName}"),
            TransactionOwnerEmail = FieldValues.Text(deal.TransactionOwner?.Email ?? owner?.AnyEmail),
            Representation = scope.Word(deal.TransactionOwner?.RepresentationType ?? deal.AgentsInfo?.RepresentationType, "$.agentsInfo.representationType"),
            OfficeIdRaw = scope.Id(deal.Office?.Id ?? deal.AgentsInfo?.OfficeId, "$.office.id"),
            OfficeName = FieldValues.Text(deal.Office?.Name),
            TeamIdRaw = scope.Id(deal.TeamId ?? deal.AgentsInfo?.TeamId, "$.teamId"),
            ListingDate = scope.Day(deal.ListingDate, "$.listingDate"),
            ListingExpirationDate = scope.Day(deal.ListingExpirationDate, "$.listingExpirationDate"),
            ClosedAt = scope.Time(deal.ClosedAt, "$.closedAt"),
            RezenClosedAt = scope.Time(deal.RezenClosedAt, "$.rezenClosedAt"),
            MlsNumber = FieldValues.Text(deal.ListingServiceNumber),
            LeadSourceIdRaw = scope.Id(deal.LeadSource?.Id, "$.leadSource.id"),
            LeadSourceName = FieldValues.Text(deal.LeadSource?.Name),
            ChecklistIdRaw = scope.Id(deal.ChecklistId, "$.checklistId"),
            DropboxIdRaw = scope.Id(deal.DropboxId, "$.dropboxId"),
            PersonalDeal = deal.PersonalDeal,
            ZeroCommissionDeal = deal.ZeroCommissionDeal,
            YearBuilt = scope.Whole(deal.YearBuilt, "$.yearBuilt"),
            InContractTransactionIdRaw = scope.Id(deal.InContractTransactionId, "$.inContractTransactionId"),
            BuiltFromTransactionIdRaw = scope.Id(deal.BuiltFromTransactionId, "$.builtFromTransactionId"),
            Participants = RezenValues.Nested(composed, "participants"),
            OtherParticipants = RezenValues.Nested(composed, "otherParticipants"),
            FmlsInfo = RezenValues.Nested(composed, "fmlsInfo"),
            UserId = account.UserId,
        };
    }

    /// <summary>The participant whom the deal names as its owner.</summary>
    private static RezenParticipant? Owner(RezenTransaction deal) => deal.TransactionOwner?.Id is { } id
        ? deal.Participants?.FirstOrDefault(p => string.Equals(p?.Id, id, StringComparison.OrdinalIgnoreCase))
        : null;

    /// <summary>What no model lists, and what cannot be right: shares of more than a whole are kept, because nobody but the vendor can say which of them is wrong.</summary>
    private static void Doubts(ref MapScope scope, RezenTransaction deal)
    {
        scope.Unknown(deal.Extra, "$");
        scope.Unknown(deal.Address?.Extra, "$.address");
        scope.Unknown(deal.LifecycleState?.Extra, "$.lifecycleState");
        scope.Unknown(deal.TransactionOwner?.Extra, "$.transactionOwner");
        scope.Unknown(deal.Office?.Extra, "$.office");
        scope.Unknown(deal.LeadSource?.Extra, "$.leadSource");
        foreach (RezenCommissionSplit split in (deal.CommissionSplits ?? []).OfType<RezenCommissionSplit>())
        {
            scope.Unknown(split.Extra, "$.commissionSplits[]");
        }

        decimal shares = 0;
        foreach (RezenParticipant participant in (deal.Participants ?? []).Concat(deal.OtherParticipants ?? []).OfType<RezenParticipant>())
        {
            scope.Unknown(participant.Extra, "$.participants[]");
            scope.Unknown(participant.Payment?.Extra, "$.participants[].payment");
            _ = scope.Word(participant.AnyRole, "$.participants[].participantRole");
            if (shares <= Whole && participant.Payment?.Percent is { Value: > 0 and <= 1_000_000 } share)
            {
                shares += share.Value;
            }
        }

        if (shares > Whole)
        {
            scope.Doubt("$.participants[].payment.percent");
        }
    }
}
