namespace Integrations.Abstractions;

/// <summary>What a job asks for.</summary>
public enum SyncJobType
{
    /// <summary>The first import: every stream read in full.</summary>
    Onboarding,

    /// <summary>Delta of the streams that are due. The planner's own jobs have this type.</summary>
    Sync,

    /// <summary>Delta of every stream, due or not.</summary>
    All,

    /// <summary>What was created since midnight of the account's time zone, or since the last success when that is older.</summary>
    CreatedToday,

    /// <summary>What was changed since midnight of the account's time zone, or since the last success when that is older.</summary>
    UpdatedToday,

    /// <summary>A full read that finds missing, extra and changed records, by their contents.</summary>
    Reconcile,

    /// <summary>
    /// A comparison that costs little: by keys where the stream has cheap ones, and what differs is read by id; otherwise by counts, and a difference asks for a <see cref="Reconcile"/>.
    /// Settles held deletions that an operator has released.
    /// </summary>
    Check,
}
