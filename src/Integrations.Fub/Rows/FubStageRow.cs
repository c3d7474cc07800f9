namespace Integrations.Fub;

/// <summary>One row of <c>fub_stages</c>: a people stage or a deal stage. One property per column, in the order of the table.</summary>
internal sealed record FubStageRow
{
    public required string StageKind { get; init; }

    public required long StageId { get; init; }

    public string? Name { get; init; }

    public int? OrderWeight { get; init; }

    public bool? IsProtected { get; init; }

    public long? PipelineId { get; init; }

    public string? Description { get; init; }

    public string? Color { get; init; }

    public bool? ClosedStage { get; init; }

    public int? PeopleCount { get; init; }

    public ReadOnlyMemory<byte>? Systems { get; init; }
}
