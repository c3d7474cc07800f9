using System.Text.Json;

namespace Integrations.Simulators;

/// <summary>What every record has.</summary>
internal abstract class FubRecord
{
    /// <summary>Place in the data, from 0; ids rise with it.</summary>
    public int Ordinal { get; init; }

    public long Id { get; init; }

    /// <summary>Unix seconds. 0 for entities without it.</summary>
    public long Created { get; set; }

    /// <summary>Unix seconds. 0 for entities without it.</summary>
    public long Updated { get; set; }

    /// <summary>Person that the record belongs to. 0 for none.</summary>
    public long PersonId { get; set; }

    /// <summary>Person places and other details that have no own field are drawn from this.</summary>
    public ulong Look { get; init; }

    /// <summary>Edited properties that have no own field here. Null when there are none.</summary>
    public Dictionary<string, JsonElement>? Extra { get; set; }
}
