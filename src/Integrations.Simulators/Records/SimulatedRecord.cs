using System.Text.Json;

namespace Integrations.Simulators;

/// <summary>What every record of every vendor has.</summary>
internal abstract class SimulatedRecord
{
    /// <summary>Place in the data, from 0.</summary>
    public int Ordinal { get; init; }

    /// <summary>Stamp in the unit of its world. 0 for entities without it.</summary>
    public long Created { get; set; }

    /// <summary>Stamp in the unit of its world. 0 for entities without it.</summary>
    public long Updated { get; set; }

    /// <summary>Details that have no own field are drawn from this.</summary>
    public ulong Look { get; init; }

    /// <summary>Edited properties that have no own field here. Null when there are none.</summary>
    public Dictionary<string, JsonElement>? Extra { get; set; }
}
