using System.Globalization;
using System.Reflection;
using Refit;

namespace Integrations.Http;

/// <summary>Writes a truth value of a query in lower case, as JSON does and as all vendors document it; .NET's own form is <c>True</c>.</summary>
internal sealed class LowerCaseBooleans : IUrlParameterFormatter
{
    public string? Format(object? value, ICustomAttributeProvider attributeProvider, Type type) => value switch
    {
        null => null,
        bool truth => truth ? "true" : "false",
        IFormattable formattable => formattable.ToString(format: null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };
}
