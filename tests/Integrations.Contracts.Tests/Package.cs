using System.Reflection;
using System.Xml.Linq;

namespace Integrations.Contracts.Tests;

/// <summary>One package: its folder, its project file and its assembly.</summary>
internal sealed class Package
{
    private Package(string folder)
    {
        Folder = folder;
        Name = Path.GetFileName(folder);
        Project = XDocument.Load(Path.Combine(folder, Name + ".csproj"));
        Assembly = Assembly.Load(Name);
    }

    public static string Root { get; } = FindRoot();

    public static IReadOnlyList<Package> All { get; } =
        [.. Directory.GetDirectories(Path.Combine(Root, "src")).Where(static f => File.Exists(Path.Combine(f, Path.GetFileName(f) + ".csproj"))).Order(StringComparer.Ordinal).Select(static f => new Package(f))];

    public static IReadOnlyList<string> VendorWords { get; } = ["Fub", "Rezen", "SkySlope", "DotLoop", "Lofty"];

    public static IEnumerable<Package> Vendors => All.Where(static p => VendorWords.Contains(p.Word, StringComparer.Ordinal));

    public string Name { get; }

    /// <summary>The name without its first part: <c>Fub</c> of <c>Integrations.Fub</c>.</summary>
    public string Word => Name["Integrations.".Length..];

    public string Folder { get; }

    public XDocument Project { get; }

    public Assembly Assembly { get; }

    public IEnumerable<Type> PublicTypes => Assembly.GetExportedTypes();

    /// <summary>Types of the wire: one per file of the room <c>Models</c>. Generic ones are envelopes around models.</summary>
    public IEnumerable<Type> Models => Files("Models").Select(static f => Path.GetFileNameWithoutExtension(f).Split('{')[0])
        .Select(name => Assembly.GetType($"{Name}.{name}") ?? Assembly.GetType($"{Name}.{name}`1") ?? throw new InvalidOperationException($"{Name}/Models/{name}.cs holds no type of that name."));

    public IEnumerable<string> Files(string room = "") =>
        Directory.Exists(Path.Combine(Folder, room))
            ? Directory.EnumerateFiles(Path.Combine(Folder, room), "*.cs", SearchOption.AllDirectories)
                .Where(f => Path.GetRelativePath(Folder, f).Split(Path.DirectorySeparatorChar)[0] is not ("bin" or "obj"))
            : [];

    public override string ToString() => Name;

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Integrations.slnx")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests must run within the repository.");
        }

        return folder;
    }
}
