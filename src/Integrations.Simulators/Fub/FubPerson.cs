namespace Integrations.Simulators;

/// <summary>A contact.</summary>
internal sealed class FubPerson : FubRecord
{
    public string FirstName { get; set; } = "";

    public string LastName { get; set; } = "";

    public string? WholeName { get; set; }

    public string Name => WholeName ?? (LastName.Length == 0 ? FirstName : $"{FirstName} {LastName}");

    public long StageId { get; set; }

    public string Type { get; set; } = "Buyer";

    public int Source { get; set; }

    public string? SourceName { get; set; }

    public bool Contacted { get; set; }

    /// <summary>0 for none.</summary>
    public long Price { get; set; }

    /// <summary>0 for nobody.</summary>
    public long AssignedUserId { get; set; }

    /// <summary>0 for none.</summary>
    public long AssignedPondId { get; set; }

    /// <summary>One more user who sees the person. 0 for nobody.</summary>
    public long CollaboratorId { get; set; }

    public IReadOnlyList<string> Tags { get; set; } = [];

    public bool Claimed { get; set; } = true;

    /// <summary>Digits of the numbers, the first is the main one.</summary>
    public IReadOnlyList<string> Phones { get; set; } = [];

    public IReadOnlyList<string> Emails { get; set; } = [];

    /// <summary>Last activity that is remembered although its record is gone. Unix seconds.</summary>
    public long ActivityFloor { get; set; }

    public bool IsTrash { get; set; }
}
