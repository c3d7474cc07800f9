namespace Integrations.Simulators;

/// <summary>An appointment of one user with one person.</summary>
internal sealed class FubAppointment : FubRecord
{
    public long UserId { get; set; }

    public string Title { get; set; } = "";

    public string Location { get; set; } = "";

    public string Description { get; set; } = "";

    /// <summary>Start of a generated appointment, in half hours after its creation.</summary>
    public int HalfHoursAhead { get; init; }

    public long Start { get; set; }

    public long End { get; set; }

    /// <summary>0 for none.</summary>
    public long TypeId { get; set; }

    /// <summary>0 for none.</summary>
    public long OutcomeId { get; set; }
}
