namespace Integrations.Abstractions;

/// <summary>How a run reads its stream.</summary>
public enum SyncMode
{
    /// <summary>Everything the vendor reports. A finished full read may find deletions by absence (invariant I7).</summary>
    Full,

    /// <summary>What changed since the cursor, less an overlap.</summary>
    Delta,

    /// <summary>What was created since <see cref="SyncRequest.Since"/>. The cursor of the stream does not move.</summary>
    CreatedSince,

    /// <summary>Records named by id, under a live lease. No source is asked for pages of it.</summary>
    ById,

    /// <summary>Identifiers and change stamps, to compare with the mirror; what differs is read by id. The cursor of the stream does not move, and no source is asked for pages of it.</summary>
    Keys,
}
