using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;

namespace Integrations.Contracts.Tests;

public sealed class WireModelTests
{
    private static IEnumerable<Type> Models => Package.Vendors.SelectMany(static p => p.Models);

    [Fact]
    public void Wire_models_hold_no_enum() =>
        Conventions.AssertNone(Models.Where(static m => m.IsEnum).Select(static m => m.Name)
            .Concat(Models.SelectMany(static m => m.GetProperties().Where(static p => Parts(p.PropertyType).Any(static t => t.IsEnum)).Select(p => $"{m.Name}.{p.Name}"))));

    /// <summary>Internal models are parts of a page's envelope: used up while reading and stored nowhere.</summary>
    [Fact]
    public void Wire_models_keep_what_they_do_not_know() =>
        Conventions.AssertNone(Models.Where(IsObject).Where(static m => m.IsPublic && ExtensionData(m) is null).Select(static m => m.Name));

    /// <summary>An extension property with <c>init</c> throws at first use under source generation.</summary>
    [Fact]
    public void Extension_data_has_a_plain_setter() =>
        Conventions.AssertNone(Models.Where(IsObject).Where(static m => ExtensionData(m) is { } p && (p.SetMethod is null || p.SetMethod.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)))).Select(static m => m.Name));

    [Fact]
    public void Every_wire_model_is_in_the_JSON_context_of_its_vendor()
    {
        foreach (var package in Package.Vendors)
        {
            var contexts = package.Assembly.GetTypes().Where(static t => t.IsSubclassOf(typeof(JsonSerializerContext)))
                .Select(static t => (JsonSerializerContext)t.GetProperty("Default", BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static)!.GetValue(null)!).ToList();

            Conventions.AssertNone(package.Models.Where(IsObject).Where(m => contexts.TrueForAll(c => c.GetTypeInfo(m) is null)).Select(static m => m.Name));
        }
    }

    private static bool IsObject(Type model) => model is { IsClass: true, IsAbstract: false, IsGenericType: false } && model.GetProperties(BindingFlags.Public | BindingFlags.Instance).Length > 0;

    private static PropertyInfo? ExtensionData(Type model) => model.GetProperties().FirstOrDefault(static p => p.IsDefined(typeof(JsonExtensionDataAttribute)));

    private static IEnumerable<Type> Parts(Type type) =>
        type.HasElementType ? Parts(type.GetElementType()!) : type.IsGenericType ? type.GetGenericArguments().SelectMany(Parts) : [type];
}
