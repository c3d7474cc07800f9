namespace Integrations.Abstractions;

/// <summary>What a record asks the mirror to do.</summary>
public enum SyncOperation
{
    /// <summary>Insert or update the mirror row.</summary>
    Upsert,

    /// <summary>Mark the mirror row as deleted.</summary>
    Delete,
}
