namespace Integrations.Fub;

/// <summary>One row of <c>fub_groups</c>: a group. One property per column, in the order of the table.</summary>
internal sealed record FubGroupRow
{
    public required long GroupId { get; init; }

    public string? Name { get; init; }

    public string? Type { get; init; }

    public string? Distribution { get; init; }

    public long? DefaultUserId { get; init; }

    public long? DefaultPondId { get; init; }

    public long? DefaultGroupId { get; init; }

    public int? ClaimWindow { get; init; }

    public bool? HideName { get; init; }

    public bool? HideSource { get; init; }

    public bool? IsPrimary { get; init; }

    public ReadOnlyMemory<byte>? Users { get; init; }
}
