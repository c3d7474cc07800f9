using System.Text.Json.Serialization;
using Integrations.Abstractions;

namespace Integrations.Rezen;

/// <summary>State of a transaction or listing. An open vocabulary: a word that is not listed is kept as it came.</summary>
/// <param name="Value">The word as reZEN writes it.</param>
[JsonConverter(typeof(OpenEnumJsonConverter<RezenLifecycleState>))]
public readonly record struct RezenLifecycleState(string Value) : IOpenEnum<RezenLifecycleState>
{
    /// <summary><c>NEW</c>. Observed.</summary>
    public static RezenLifecycleState New { get; } = new("NEW");

    /// <summary><c>CALCULATE_LEDGER</c>. Observed.</summary>
    public static RezenLifecycleState CalculateLedger { get; } = new("CALCULATE_LEDGER");

    /// <summary><c>NEEDS_COMMISSION_VALIDATION</c>. Observed.</summary>
    public static RezenLifecycleState NeedsCommissionValidation { get; } = new("NEEDS_COMMISSION_VALIDATION");

    /// <summary><c>COMMISSION_VALIDATED</c>. Observed.</summary>
    public static RezenLifecycleState CommissionValidated { get; } = new("COMMISSION_VALIDATED");

    /// <summary><c>READY_FOR_COMMISSION_DOCUMENT_GENERATION</c>. Observed.</summary>
    public static RezenLifecycleState ReadyForCommissionDocumentGeneration { get; } = new("READY_FOR_COMMISSION_DOCUMENT_GENERATION");

    /// <summary><c>COMMISSION_DOCUMENT_GENERATED</c>. Observed.</summary>
    public static RezenLifecycleState CommissionDocumentGenerated { get; } = new("COMMISSION_DOCUMENT_GENERATED");

    /// <summary><c>COMMISSION_DOCUMENT_APPROVED</c>. Observed.</summary>
    public static RezenLifecycleState CommissionDocumentApproved { get; } = new("COMMISSION_DOCUMENT_APPROVED");

    /// <summary><c>COMMISSION_DOCUMENT_SENT</c>. Observed.</summary>
    public static RezenLifecycleState CommissionDocumentSent { get; } = new("COMMISSION_DOCUMENT_SENT");

    /// <summary><c>APPROVED_FOR_CLOSING</c>. Observed.</summary>
    public static RezenLifecycleState ApprovedForClosing { get; } = new("APPROVED_FOR_CLOSING");

    /// <summary><c>CLOSED</c>. Observed.</summary>
    public static RezenLifecycleState Closed { get; } = new("CLOSED");

    /// <summary><c>WAITING_ON_PAYMENT</c>. Observed.</summary>
    public static RezenLifecycleState WaitingOnPayment { get; } = new("WAITING_ON_PAYMENT");

    /// <summary><c>PAYMENT_ACCEPTED</c>. Observed.</summary>
    public static RezenLifecycleState PaymentAccepted { get; } = new("PAYMENT_ACCEPTED");

    /// <summary><c>PAYMENT_SCHEDULED</c>. Observed.</summary>
    public static RezenLifecycleState PaymentScheduled { get; } = new("PAYMENT_SCHEDULED");

    /// <summary><c>SETTLED</c>. Observed.</summary>
    public static RezenLifecycleState Settled { get; } = new("SETTLED");

    /// <summary><c>TERMINATION_REQUESTED</c>. Observed.</summary>
    public static RezenLifecycleState TerminationRequested { get; } = new("TERMINATION_REQUESTED");

    /// <summary><c>TERMINATED</c>. Observed.</summary>
    public static RezenLifecycleState Terminated { get; } = new("TERMINATED");

    /// <summary><c>LISTING_ACTIVE</c>. Observed.</summary>
    public static RezenLifecycleState ListingActive { get; } = new("LISTING_ACTIVE");

    /// <summary><c>LISTING_IN_CONTRACT</c>. Observed.</summary>
    public static RezenLifecycleState ListingInContract { get; } = new("LISTING_IN_CONTRACT");

    /// <summary><c>LISTING_CLOSED</c>. Observed.</summary>
    public static RezenLifecycleState ListingClosed { get; } = new("LISTING_CLOSED");

    /// <inheritdoc/>
    public bool IsKnown => Value is "NEW" or "CALCULATE_LEDGER" or "NEEDS_COMMISSION_VALIDATION" or "COMMISSION_VALIDATED" or "READY_FOR_COMMISSION_DOCUMENT_GENERATION" or "COMMISSION_DOCUMENT_GENERATED"
        or "COMMISSION_DOCUMENT_APPROVED" or "COMMISSION_DOCUMENT_SENT" or "APPROVED_FOR_CLOSING" or "CLOSED" or "WAITING_ON_PAYMENT" or "PAYMENT_ACCEPTED"
        or "PAYMENT_SCHEDULED" or "SETTLED" or "TERMINATION_REQUESTED" or "TERMINATED" or "LISTING_ACTIVE" or "LISTING_IN_CONTRACT"
        or "LISTING_CLOSED";

    /// <inheritdoc/>
    public static RezenLifecycleState From(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
