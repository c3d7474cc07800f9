namespace Integrations.Fub;

/// <summary>What the vendor did with a lead.</summary>
public enum FubLeadOutcome
{
    /// <summary>It made a new person (status 201). Documented.</summary>
    Created,

    /// <summary>It found the person and updated it (status 200). Documented.</summary>
    Updated,

    /// <summary>A lead flow of the account archived the lead: no person was made or changed (status 204). It is no error, and sending it again changes nothing. Documented.</summary>
    Archived,
}
