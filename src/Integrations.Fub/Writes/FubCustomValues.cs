using System.Globalization;
using System.Text.Json;

namespace Integrations.Fub;

/// <summary>
/// Values of custom fields to write, by the name in <see cref="FubCustomField.Name"/> (<c>custom…</c>, case-sensitive). What is not named here stays as it is; null clears (Documented).
/// </summary>
public sealed class FubCustomValues
{
    private const string Prefix = "custom";

    internal IDictionary<string, JsonElement> Properties { get; } = new Dictionary<string, JsonElement>(StringComparer.Ordinal);

    /// <summary>Writes text or the choice of a dropdown. Null clears.</summary>
    /// <param name="name">Name of the field.</param>
    /// <param name="value">The text.</param>
    /// <returns>This, for chaining.</returns>
    public FubCustomValues Set(string name, string? value) => Set(name, JsonSerializer.SerializeToElement(value, FubJsonContext.Default.String));

    /// <summary>Writes a number. Null clears.</summary>
    /// <param name="name">Name of the field.</param>
    /// <param name="value">The number.</param>
    /// <returns>This, for chaining.</returns>
    public FubCustomValues Set(string name, decimal? value) => Set(name, JsonSerializer.SerializeToElement(value, FubJsonContext.Default.NullableDecimal));

    /// <summary>Writes a date. Null clears.</summary>
    /// <param name="name">Name of the field.</param>
    /// <param name="value">The date.</param>
    /// <returns>This, for chaining.</returns>
    public FubCustomValues Set(string name, DateOnly? value) => Set(name, value?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    /// <summary>Clears a field.</summary>
    /// <param name="name">Name of the field.</param>
    /// <returns>This, for chaining.</returns>
    public FubCustomValues Clear(string name) => Set(name, (string?)null);

    private FubCustomValues Set(string name, JsonElement value)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (!name.StartsWith(Prefix, StringComparison.Ordinal) || name.Length == Prefix.Length)
        {
            throw new ArgumentException("The name of a custom field begins with 'custom'; it is not the label.", nameof(name));
        }

        Properties[name] = value;
        return this;
    }
}
