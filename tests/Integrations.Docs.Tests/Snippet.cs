using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Integrations.Docs.Tests;

/// <summary>
/// Compiles a block of C#. A block with <c>using</c> directives of its own is a whole file and gets the SDK's implicit ones only. Any other is a piece: it may use what <c>Given/host.csx</c> and the
/// files named behind the fence declare, and all namespaces of the library.
/// </summary>
internal static class Snippet
{
    private static readonly string[] s_implicit =
        ["System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Net.Http", "System.Threading", "System.Threading.Tasks"];

    private static readonly string[] s_usings =
    [
        .. s_implicit, "System.Net.Http.Headers", "System.Text", "System.Text.Json.Nodes",
        "Integrations.Abstractions", "Integrations.Engine", "Integrations.Fub", "Integrations.Http", "Integrations.Persistence.Postgres", "Integrations.Simulators", "Integrations.Testing",
        "Microsoft.AspNetCore.Builder", "Microsoft.AspNetCore.DataProtection", "Microsoft.AspNetCore.Http", "Microsoft.Extensions.Configuration", "Microsoft.Extensions.DependencyInjection",
        "Microsoft.Extensions.Hosting", "Microsoft.Extensions.Logging", "Microsoft.Extensions.Options", "Npgsql", "OpenTelemetry.Metrics", "OpenTelemetry.Trace", "Refit", "Xunit",
    ];

    private static readonly ImmutableArray<MetadataReference> s_references =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(static f => !Path.GetFileName(f).StartsWith(typeof(Snippet).Assembly.GetName().Name!, StringComparison.Ordinal))
            .Select(static f => (MetadataReference)MetadataReference.CreateFromFile(f)),
    ];

    /// <summary>What the compiler objects to, each with file and line. Warnings count.</summary>
    public static IReadOnlyList<string> Problems(CodeBlock block)
    {
        Compilation compilation = IsFile(block) ? File(block) : Piece(block);
        return [.. compilation.GetDiagnostics().Where(static d => d.Severity >= DiagnosticSeverity.Warning).Select(Describe)];
    }

    private static bool IsFile(CodeBlock block) => CSharpSyntaxTree.ParseText(block.Text).GetCompilationUnitRoot().Usings.Count > 0;

    private static CSharpCompilation File(CodeBlock block)
    {
        SyntaxTree tree = Parse(block.Text, block, SourceCodeKind.Regular);
        SyntaxTree usings = CSharpSyntaxTree.ParseText(string.Concat(s_implicit.Select(static n => $"global using {n};\n")));
        bool isProgram = tree.GetCompilationUnitRoot().Members.OfType<GlobalStatementSyntax>().Any();
        return CSharpCompilation.Create("Snippet", [usings, tree], s_references, Options(isProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary));
    }

    private static CSharpCompilation Piece(CodeBlock block)
    {
        CSharpCompilationOptions options = Options(OutputKind.DynamicallyLinkedLibrary).WithUsings(s_usings);
        CSharpCompilation? given = null;
        foreach (string name in block.Arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries).Prepend("host"))
        {
            SyntaxTree declarations = CSharpSyntaxTree.ParseText(System.IO.File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Given", name + ".csx")), Language(SourceCodeKind.Script));
            given = CSharpCompilation.CreateScriptCompilation(name, declarations, s_references, options, given);
            if (given.GetDiagnostics().FirstOrDefault(static d => d.Severity == DiagnosticSeverity.Error) is { } error)
            {
                throw new InvalidOperationException($"Given/{name}.csx does not compile: {error}");
            }
        }

        return CSharpCompilation.CreateScriptCompilation("Snippet", Parse(block.Text, block, SourceCodeKind.Script), s_references, options, given);
    }

    private static SyntaxTree Parse(string text, CodeBlock block, SourceCodeKind kind) =>
        CSharpSyntaxTree.ParseText(string.Create(CultureInfo.InvariantCulture, $"#line {block.Line} \"{block.File}\"\n{text}"), Language(kind));

    private static CSharpParseOptions Language(SourceCodeKind kind) => new(LanguageVersion.Latest, kind: kind);

    private static CSharpCompilationOptions Options(OutputKind kind) => new(kind, nullableContextOptions: NullableContextOptions.Enable);

    private static string Describe(Diagnostic diagnostic)
    {
        FileLinePositionSpan place = diagnostic.Location.GetMappedLineSpan();
        return string.Create(CultureInfo.InvariantCulture, $"{place.Path}:{place.StartLinePosition.Line + 1}: {diagnostic.Id} {diagnostic.GetMessage(CultureInfo.InvariantCulture)}");
    }
}
