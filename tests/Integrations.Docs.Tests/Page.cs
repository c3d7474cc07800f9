using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Integrations.Docs.Tests;

/// <summary>One Markdown file of the repository.</summary>
internal sealed class Page
{
    private static readonly MarkdownPipeline s_pipeline = new MarkdownPipelineBuilder().UsePipeTables().UseAutoIdentifiers(Markdig.Extensions.AutoIdentifiers.AutoIdentifierOptions.GitHub).Build();

    private Page(string path)
    {
        FullPath = path;
        Name = Path.GetRelativePath(Root, path).Replace('\\', '/');
        Text = File.ReadAllText(path);
        Document = Markdown.Parse(Text, s_pipeline);
    }

    public static string Root { get; } = FindRoot();

    /// <summary>What users read: the README files and the folder <c>docs</c>.</summary>
    public static IReadOnlyList<Page> All { get; } =
    [
        .. Directory.EnumerateFiles(Path.Combine(Root, "docs"), "*.md")
            .Concat(Directory.EnumerateDirectories(Path.Combine(Root, "src")).Select(static f => Path.Combine(f, "README.md")))
            .Append(Path.Combine(Root, "README.md"))
            .Order(StringComparer.Ordinal)
            .Select(static f => new Page(f)),
    ];

    /// <summary>Path from the root of the repository, with slashes.</summary>
    public string Name { get; }

    public string FullPath { get; }

    public string Text { get; }

    public MarkdownDocument Document { get; }

    public IEnumerable<CodeBlock> CodeBlocks => Document.Descendants<FencedCodeBlock>().Select(b => new CodeBlock(Name, b.Line + 2, b.Info ?? string.Empty, b.Arguments ?? string.Empty, b.Lines.ToString()));

    public IEnumerable<PageTable> Tables => Document.Descendants<Table>().Select(t => new PageTable(Name, t.Line + 1, [.. t.OfType<TableRow>().Select(static r => r.OfType<TableCell>().Select(Words).ToArray())]));

    public IEnumerable<string> Anchors => Document.Descendants<HeadingBlock>().Select(static h => Markdig.Renderers.Html.HtmlAttributesExtensions.GetAttributes(h).Id!);

    public IEnumerable<(int Line, string Url)> Links => Document.Descendants<LinkInline>().Select(static l => (l.Line + 1, l.Url ?? string.Empty));

    public static Page Of(string name) => All.Single(p => p.Name == name);

    public override string ToString() => Name;

    /// <summary>The text of a cell as a reader sees it, without marks.</summary>
    private static string Words(TableCell cell) => string.Concat(cell.Descendants<LeafInline>().Select(static i => i switch
    {
        CodeInline code => code.Content,
        LiteralInline literal => literal.Content.ToString(),
        _ => " ",
    })).Trim();

    private static string FindRoot()
    {
        string folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Integrations.slnx")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests must run within the repository.");
        }

        return folder;
    }
}
