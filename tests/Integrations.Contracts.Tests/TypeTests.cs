using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Integrations.Contracts.Tests;

public sealed partial class TypeTests
{
    /// <summary>Types that carry the number of a vendor's growing id beside the <c>VendorId</c> itself.</summary>
    private static readonly HashSet<string> s_numbersBesideIds = new(["RecordMark"], StringComparer.Ordinal);

    private static IEnumerable<Type> Types => Package.All.SelectMany(static p => p.PublicTypes);

    private static IEnumerable<MethodInfo> Methods => Types.Where(static t => !t.IsSubclassOf(typeof(Delegate))).SelectMany(static t =>
        t.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
            .Where(static m => (m.IsPublic || m.IsFamily || m.IsFamilyOrAssembly) && !m.IsSpecialName && !m.IsDefined(typeof(CompilerGeneratedAttribute))));

    [Fact]
    public void Public_classes_are_sealed_or_abstract() =>
        Conventions.AssertNone(Types.Where(static t => t is { IsClass: true, IsSealed: false, IsAbstract: false }).Select(static t => t.FullName));

    [Fact]
    public void Public_types_live_in_the_namespace_of_their_package() =>
        Conventions.AssertNone(Types.Where(static t => t.Namespace != t.Assembly.GetName().Name).Select(static t => t.FullName));

    [Fact]
    public void Internal_rooms_hold_internal_types_only() =>
        Conventions.AssertNone(Package.All.SelectMany(static p => p.Files("Internal")).Where(static f => PublicType().IsMatch(File.ReadAllText(f))).Select(Relative));

    [Fact]
    public void Awaitable_methods_end_in_Async() =>
        Conventions.AssertNone(Methods.Where(static m => IsAwaitable(m.ReturnType) && !m.Name.EndsWith("Async", StringComparison.Ordinal) && !IsExempt(m)).Select(Show));

    [Fact]
    public void Only_awaitable_methods_end_in_Async() =>
        Conventions.AssertNone(Methods.Where(static m => m.Name.EndsWith("Async", StringComparison.Ordinal) && !IsAwaitable(m.ReturnType)).Select(Show));

    [Fact]
    public void Asynchronous_methods_take_a_cancellation_token_last() =>
        Conventions.AssertNone(Methods.Where(static m => (IsAwaitable(m.ReturnType) || IsStream(m.ReturnType)) && m.GetParameters().LastOrDefault()?.ParameterType != typeof(CancellationToken) && !IsExempt(m)).Select(Show));

    [Fact]
    public void I20_no_method_takes_an_identifier_as_a_plain_number()
    {
        // Refit interfaces, clients and simulators speak the vendor's language, where no row id exists; rows and wire models are data.
        var rooms = Package.Vendors.SelectMany(static p => p.Files("Api").Concat(p.Files("Models")).Concat(p.Files("Rows"))).Select(static f => Path.GetFileNameWithoutExtension(f)!)
            .Concat(Package.Vendors.Select(static p => $"{p.Word}Client")).ToHashSet(StringComparer.Ordinal);

        var wrong = Methods.Cast<MethodBase>().Concat(Types.SelectMany(static t => t.GetConstructors()))
            .Where(m => m.DeclaringType!.Assembly.GetName().Name != "Integrations.Simulators" && !rooms.Contains(m.DeclaringType.Name) && !s_numbersBesideIds.Contains(m.DeclaringType.Name))
            .Where(static m => m.GetParameters().Any(static p => (Nullable.GetUnderlyingType(p.ParameterType) ?? p.ParameterType) is var t && (t == typeof(long) || t == typeof(int)) && IdWord().IsMatch(p.Name!)))
            .Select(static m => $"{m.DeclaringType!.Name}.{m.Name}({string.Join(", ", m.GetParameters().Select(static p => $"{p.ParameterType.Name} {p.Name}"))})");

        Conventions.AssertNone(wrong);
    }

    [Fact]
    public void No_Refit_type_is_in_a_public_signature()
    {
        var wrong = Types.SelectMany(static t => Signature(t).SelectMany(Parts).Where(static p => p.Assembly.GetName().Name!.StartsWith("Refit", StringComparison.Ordinal)).Select(p => $"{t.Name}: {p.Name}")).Distinct();

        Conventions.AssertNone(wrong);
    }

    [Fact]
    public void No_source_file_is_unfinished() =>
        Conventions.AssertNone(Package.All.SelectMany(static p => p.Files()).Where(static f => Unfinished().IsMatch(File.ReadAllText(f))).Select(Relative));

    private static IEnumerable<Type> Signature(Type type)
    {
        const BindingFlags Visible = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        if (type.BaseType is { } parent)
        {
            yield return parent;
        }

        foreach (var used in type.GetInterfaces()
            .Concat(type.GetMethods(Visible).SelectMany(static m => m.GetParameters().Select(static p => p.ParameterType).Append(m.ReturnType)))
            .Concat(type.GetConstructors(Visible).SelectMany(static c => c.GetParameters()).Select(static p => p.ParameterType))
            .Concat(type.GetProperties(Visible).Select(static p => p.PropertyType))
            .Concat(type.GetFields(Visible).Select(static f => f.FieldType)))
        {
            yield return used;
        }
    }

    private static IEnumerable<Type> Parts(Type type) =>
        type.HasElementType ? Parts(type.GetElementType()!) : type.IsGenericType ? type.GetGenericArguments().SelectMany(Parts).Append(type) : [type];

    private static bool IsAwaitable(Type type) => (type.IsGenericType ? type.GetGenericTypeDefinition() : type) is var t && (t == typeof(Task) || t == typeof(Task<>) || t == typeof(ValueTask) || t == typeof(ValueTask<>));

    private static bool IsStream(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>);

    /// <summary>Names that a framework gave, and tests, whose names are sentences.</summary>
    private static bool IsExempt(MethodInfo method) =>
        method.IsDefined(typeof(FactAttribute), inherit: true)
        || !IsOurs(method.GetBaseDefinition().DeclaringType!)
        || (!method.DeclaringType!.IsInterface && method.DeclaringType.GetInterfaces().Where(static i => !IsOurs(i)).Any(i => method.DeclaringType.GetInterfaceMap(i).TargetMethods.Contains(method)))
        || (method.Name == nameof(IAsyncDisposable.DisposeAsync) && method.GetParameters().Length == 0);

    private static bool IsOurs(Type type) => type.Assembly.GetName().Name!.StartsWith("Integrations.", StringComparison.Ordinal);

    private static string Show(MethodInfo method) => $"{method.DeclaringType!.Name}.{method.Name}";

    private static string Relative(string file) => Path.GetRelativePath(Package.Root, file);

    [GeneratedRegex(@"^public ", RegexOptions.Multiline, 1000)]
    private static partial Regex PublicType();

    [GeneratedRegex(@"^(id|ids|.*(?<=[a-z])Ids?)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex IdWord();

    [GeneratedRegex(@"NotImplementedException|\b(TODO|FIXME|HACK)\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Unfinished();
}
