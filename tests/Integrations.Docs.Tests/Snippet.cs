using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Integrations.Docs.Tests;

/// <summary>
/// Compiles a block of C#. A block with <c>using</c> directives of its own is a whole file and gets the SDK's implicit ones only. Any other is a piece: it may use what <c>Given/Host.cs</c> and the
/// files named behind the fence declare, and all namespaces of the library.
/// </summary>
internal static class Snippet
{
    private static readonly string[] s_implicit =
        ["System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Net.Http", "System.Threading", "System.Threading.Tasks"];

    private static readonly string[] s_usings =
    [
        .. s_implicit, "System.Net.Http.Headers", "System.Text", "System.Text.Json.Nodes",
        "Integrations.Abstractions", "Integrations.AspNetCore", "Integrations.Engine", "Integrations.Fub", "Integrations.Http", "Integrations.Persistence.Postgres", "Integrations.Rezen", "Integrations.Simulators", "Integrations.Testing",
        "Microsoft.AspNetCore.Builder", "Microsoft.AspNetCore.DataProtection", "Microsoft.AspNetCore.Http", "Microsoft.Extensions.Configuration", "Microsoft.Extensions.DependencyInjection",
        "Microsoft.Extensions.Hosting", "Microsoft.Extensions.Logging", "Microsoft.Extensions.Options", "Npgsql", "OpenTelemetry.Metrics", "OpenTelemetry.Trace", "Refit", "Xunit",
    ];

    private static readonly ImmutableArray<MetadataReference> s_references =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(static f => !Path.GetFileName(f).StartsWith(typeof(Snippet).Assembly.GetName().Name!, StringComparison.Ordinal))
            .Select(static f => (MetadataReference)MetadataReference.CreateFromFile(f)),
    ];

    private static readonly CSharpParseOptions s_language = new(LanguageVersion.Latest);

    /// <summary>What the compiler objects to, each with file and line. Warnings count.</summary>
    public static IReadOnlyList<string> Problems(CodeBlock block)
    {
        CSharpCompilation compilation = IsFile(block) ? File(block) : Piece(block);
        return [.. compilation.GetDiagnostics().Where(static d => d.Severity >= DiagnosticSeverity.Warning).Select(Describe)];
    }

    /// <summary>The compiled program.</summary>
    public static byte[] Build(CodeBlock program)
    {
        using var image = new MemoryStream();
        return File(program).Emit(image).Success ? image.ToArray() : throw new InvalidOperationException($"{program.Place}: {string.Join('\n', Problems(program))}");
    }

    private static bool IsFile(CodeBlock block) => CSharpSyntaxTree.ParseText(block.Text).GetCompilationUnitRoot().Usings.Count > 0;

    private static CSharpCompilation File(CodeBlock block) => Compile(block, [Usings(s_implicit)]);

    private static CSharpCompilation Piece(CodeBlock block)
    {
        string[] given = ["Host", .. block.Arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries)];
        return Compile(block, [Usings([.. s_usings, .. given.Select(static g => $"static {g}Given")]), .. given.Select(Given)]);
    }

    private static CSharpCompilation Compile(CodeBlock block, SyntaxTree[] around)
    {
        SyntaxTree tree = CSharpSyntaxTree.ParseText(string.Create(CultureInfo.InvariantCulture, $"#line {block.Line} \"{block.File}\"\n{block.Text}"), s_language);
        bool isProgram = tree.GetCompilationUnitRoot().Members.OfType<GlobalStatementSyntax>().Any();
        var options = new CSharpCompilationOptions(isProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable);
        return CSharpCompilation.Create("Snippet", [.. around, tree], s_references, options);
    }

    private static SyntaxTree Usings(IEnumerable<string> names) => CSharpSyntaxTree.ParseText(string.Concat(names.Select(static n => $"global using {n};\n")), s_language);

    private static SyntaxTree Given(string name)
    {
        string path = Path.Combine(AppContext.BaseDirectory, "Given", name + ".cs");
        return CSharpSyntaxTree.ParseText(System.IO.File.ReadAllText(path), s_language, path);
    }

    private static string Describe(Diagnostic diagnostic)
    {
        FileLinePositionSpan place = diagnostic.Location.GetMappedLineSpan();
        return string.Create(CultureInfo.InvariantCulture, $"{place.Path}:{place.StartLinePosition.Line + 1}: {diagnostic.Id} {diagnostic.GetMessage(CultureInfo.InvariantCulture)}");
    }
}
