namespace Integrations.Rezen;

/// <summary>How the termination of a transaction is asked for.</summary>
public enum RezenTerminationCall
{
    /// <summary><c>PUT /transactions/{id}/termination-requested</c>. Observed by one client.</summary>
    Put,

    /// <summary><c>POST /transactions/{id}/request-termination</c>. Observed by another.</summary>
    Post,
}
