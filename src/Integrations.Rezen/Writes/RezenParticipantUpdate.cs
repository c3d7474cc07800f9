namespace Integrations.Rezen;

/// <summary>What to change of a participant of a transaction. A property that is null is not sent. Percentages here are fractions.</summary>
public sealed record RezenParticipantUpdate
{
    /// <summary>Observed.</summary>
    public string? FirstName { get; init; }

    /// <summary>Observed.</summary>
    public string? LastName { get; init; }

    /// <summary>Observed.</summary>
    public string? Company { get; init; }

    /// <summary>Observed.</summary>
    public string? EmailAddress { get; init; }

    /// <summary>Digits. Observed.</summary>
    public string? PhoneNumber { get; init; }

    /// <summary>Observed.</summary>
    public RezenPayment? Payment { get; init; }

    /// <summary>Observed.</summary>
    public bool? Payer { get; init; }

    /// <summary>Observed.</summary>
    public bool? CommissionDocumentRecipient { get; init; }

    /// <summary>Observed.</summary>
    public bool? PassThrough { get; init; }

    /// <summary>Observed.</summary>
    public bool? PersonalDeal { get; init; }

    /// <summary>Observed.</summary>
    public bool? ReceivesInvoice { get; init; }
}
