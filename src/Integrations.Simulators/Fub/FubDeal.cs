namespace Integrations.Simulators;

/// <summary>A deal. It has no <c>updated</c>.</summary>
internal sealed class FubDeal : FubRecord
{
    public string Name { get; set; } = "";

    public string Description { get; set; } = "";

    /// <summary>Active, Archived or Deleted.</summary>
    public string Status { get; set; } = "Active";

    public long Price { get; set; }

    public long PipelineId { get; set; }

    public long StageId { get; set; }

    public long EnteredStageAt { get; set; }

    /// <summary>Unix seconds. 0 for none.</summary>
    public long CloseDay { get; set; }

    public List<long> PeopleIds { get; set; } = [];

    public List<long> UserIds { get; set; } = [];
}
