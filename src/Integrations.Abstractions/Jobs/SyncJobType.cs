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

    /// <summary>A full read that finds missing, extra and changed records.</summary>
    Reconcile,
}
