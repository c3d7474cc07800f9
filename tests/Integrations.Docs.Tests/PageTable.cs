namespace Integrations.Docs.Tests;

/// <summary>A table: its first row is the header.</summary>
internal sealed record PageTable(string File, int Line, string[][] Rows)
{
    public string[] Header => Rows[0];

    public IEnumerable<string[]> Body => Rows.Skip(1);
}
