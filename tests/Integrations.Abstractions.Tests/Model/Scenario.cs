namespace Integrations.Abstractions.Tests;

/// <summary>What is explored: a strategy, the vendor it reads, how much may happen, and what is broken on purpose.</summary>
internal sealed record Scenario
{
    /// <summary>Seconds after which a change is shown at the latest.</summary>
    public const int Lateness = 1;

    /// <summary>Seconds after its creation during which a record is edited, where the strategy finds edits of young records only.</summary>
    public const int EditWindow = 2;

    public const int PageSize = 2;

    public static readonly TimeSpan Overlap = TimeSpan.FromSeconds(Lateness + 1);

    public required string Name { get; init; }

    public required DeltaStrategy Strategy { get; init; }

    /// <summary>True when the vendor pages by keyset token, false when by offset.</summary>
    public required bool HasTokens { get; init; }

    /// <summary>How far below the watermark the next read reaches: all below must be stored.</summary>
    public TimeSpan Reach { get; init; } = Overlap;

    /// <summary>True when <see cref="Reach"/> is about creation, and records are only edited while young.</summary>
    public bool ReadsByCreation { get; init; }

    /// <summary>True when every run is a full read, at whose end absence deletes.</summary>
    public bool IsFull { get; init; }

    public Budget Budget { get; init; } = new();

    public Flaw Flaw { get; init; }

    public override string ToString() => Name;
}

/// <summary>How often each thing may happen.</summary>
internal sealed record Budget(
    byte Edits = 0, byte Creates = 0, byte Deletes = 0, byte Seconds = 0, byte Kills = 0, byte Expiries = 0, byte LostAnswers = 0, byte TokenExpiries = 0, byte Runs = 0);

/// <summary>What is broken on purpose in the worker or the database, to see the model find it.</summary>
[Flags]
internal enum Flaw
{
    None = 0,
    CursorBeforeRows = 1,
    NoFence = 2,
    NoKey = 4,
    LeaseNeverExpires = 8,
    SeenInMemory = 16,
    AbsenceIsNotConfirmed = 32,
    PagesCommittedOutOfOrder = 64,
}
