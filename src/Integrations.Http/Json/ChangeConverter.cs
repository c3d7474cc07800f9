using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Integrations.Http;

/// <summary>
/// Writes a <see cref="Change{T}"/> as its value. Stands on the property together with <c>[JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]</c>, which leaves out what
/// is not set.
/// </summary>
/// <typeparam name="T">The value; must be listed in the vendor's source-generated context.</typeparam>
public sealed class ChangeConverter<T> : JsonConverter<Change<T>>
{
    /// <inheritdoc/>
    public override bool HandleNull => true;

    /// <inheritdoc/>
    public override Change<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(JsonSerializer.Deserialize(ref reader, Info(options))!);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Change<T> value, JsonSerializerOptions options) => JsonSerializer.Serialize(writer, value.Value!, Info(options));

    private static JsonTypeInfo<T> Info(JsonSerializerOptions options) => (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));
}
