namespace Integrations.Abstractions;

/// <summary>How far a delivery in the inbox has come.</summary>
public enum InboxStatus
{
    /// <summary>Waits to be read, for the first time or because the vendor does not show what it announced yet. In the database <c>PENDING</c>.</summary>
    Pending,

    /// <summary>Its records were read again and stored. In the database <c>PROMOTED</c>.</summary>
    Processed,

    /// <summary>It names nothing to read. In the database <c>SKIPPED</c>.</summary>
    Skipped,

    /// <summary>Reading failed and is tried again on its schedule. In the database <c>ERROR</c>.</summary>
    Failed,

    /// <summary>Given up; its payload and the reason are among the failed records. In the database <c>DEAD</c>.</summary>
    Dead,
}
