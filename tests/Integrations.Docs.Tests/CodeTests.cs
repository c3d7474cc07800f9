using System.Text.RegularExpressions;

namespace Integrations.Docs.Tests;

/// <summary>The C# of the documentation compiles against the built packages.</summary>
public sealed partial class CodeTests
{
    public static TheoryData<string> Places => [.. Page.All.SelectMany(static p => p.CodeBlocks).Where(static b => b.Language == "csharp").Select(static b => b.Place)];

    [Theory]
    [MemberData(nameof(Places))]
    public void A_block_of_code_compiles(string place)
    {
        CodeBlock block = Page.All.SelectMany(static p => p.CodeBlocks).Single(b => b.Place == place);

        IReadOnlyList<string> problems = Snippet.Problems(block);

        Assert.True(problems.Count == 0, string.Join('\n', problems));
    }

    [Fact]
    public void A_wrong_block_is_found_with_its_file_and_line()
    {
        CodeBlock wrong = new("docs/some.md", 40, "csharp", "", "string fine = connectionString;\nint wrong = connectionString;\n");

        Assert.Equal(["docs/some.md:41: CS0029 Cannot implicitly convert type 'string' to 'int'"], Snippet.Problems(wrong));
    }

    [Fact]
    public void A_wrong_file_is_found_with_its_file_and_line()
    {
        CodeBlock wrong = new("docs/some.md", 10, "csharp", "", "using Integrations.Engine;\n\nvar options = new EngineOptions { MaxPagesInFlite = 4 };\nConsole.WriteLine(options);\n");

        Assert.Equal(["docs/some.md:12: CS0117 'EngineOptions' does not contain a definition for 'MaxPagesInFlite'"], Snippet.Problems(wrong));
    }

    /// <summary>Counted in the text itself, so that a parser that overlooks blocks cannot pass.</summary>
    [Fact]
    public void No_block_is_overlooked_and_each_says_its_language()
    {
        string[] known = ["csharp", "sql", "sh", "text", "json", "ini", "xml"];
        foreach (Page page in Page.All)
        {
            Assert.Equal(Fence().Count(page.Text), 2 * page.CodeBlocks.Count());
            Assert.Equal(CSharpFence().Count(page.Text), page.CodeBlocks.Count(static b => b.Language == "csharp"));
        }

        string[] mute = [.. Page.All.SelectMany(static p => p.CodeBlocks).Where(b => !known.Contains(b.Language, StringComparer.Ordinal)).Select(static b => $"{b.Place}: language '{b.Language}'")];
        Assert.True(mute.Length == 0, string.Join('\n', mute));

        Assert.All(["README.md", "docs/getting-started.md", "docs/operations.md", "docs/fub.md"], static name => Assert.Contains(Page.Of(name).CodeBlocks, static b => b.Language == "csharp"));
    }

    [GeneratedRegex(@"^\s*```", RegexOptions.Multiline | RegexOptions.NonBacktracking)]
    private static partial Regex Fence();

    [GeneratedRegex(@"^\s*```csharp\b", RegexOptions.Multiline | RegexOptions.NonBacktracking)]
    private static partial Regex CSharpFence();
}
