namespace Integrations.Testing;

/// <summary>What a series of histories came to.</summary>
/// <param name="Seed">Seed that repeats the series.</param>
/// <param name="Histories">Histories lived through.</param>
/// <param name="Lost">Histories at whose end the mirror lacks a record, or a version of one, that the vendor has.</param>
/// <param name="Doubled">Histories at whose end the mirror has more than the vendor.</param>
/// <param name="Stuck">Histories in which a read of a quiet vendor failed or had no end.</param>
/// <param name="CounterExample">The first history that went wrong, made as small as possible, told step by step. Null when none did.</param>
internal sealed record HistoryReport(long Seed, long Histories, long Lost, long Doubled, long Stuck, string? CounterExample)
{
    public static HistoryReport operator +(HistoryReport a, HistoryReport b) =>
        new(a.Seed, a.Histories + b.Histories, a.Lost + b.Lost, a.Doubled + b.Doubled, a.Stuck + b.Stuck, a.CounterExample ?? b.CounterExample);
}
