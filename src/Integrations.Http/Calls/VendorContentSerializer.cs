using System.Net.Http.Headers;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Integrations.Abstractions;
using Refit;

namespace Integrations.Http;

/// <summary>Reads page types by their registered readers and all else by the vendor's source-generated metadata, from the one buffer that was received.</summary>
internal sealed class VendorContentSerializer(VendorHttpProfile profile) : IHttpContentSerializer
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    public HttpContent ToHttpContent<T>(T item)
    {
        ByteArrayContent content = new(JsonSerializer.SerializeToUtf8Bytes(item, TypeInfo<T>()));
        content.Headers.ContentType = Json;
        return content;
    }

    public async Task<T?> FromHttpContentAsync<T>(HttpContent content, CancellationToken cancellationToken = default)
    {
        ReceivedBody body = content is ReceivedContent { Body: { } received }
            ? received
            : new ReceivedBody(await content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false));
        if (body is T itself)
        {
            return itself;
        }

        if (profile.Bodies.TryGet(out Func<ReceivedBody, T>? read))
        {
            return read(body);
        }

        if (body.Bytes.IsEmpty)
        {
            throw new JsonException("The answer is empty.");
        }

        return JsonSerializer.Deserialize(body.Bytes.Span, TypeInfo<T>());
    }

    public string? GetFieldNameForProperty(PropertyInfo propertyInfo) => null;

    private JsonTypeInfo<T> TypeInfo<T>() => profile.Json.GetTypeInfo(typeof(T)) as JsonTypeInfo<T>
        ?? throw new IntegrationConfigurationException($"{typeof(T).Name} is not listed in {profile.Json.GetType().Name}. Add [JsonSerializable(typeof({typeof(T).Name}))] to it.");
}
