using System.Text.Json;
using System.Text.Json.Serialization;
using Integrations.Http;

namespace Integrations.Rezen;

/// <summary>Reads money as an object, as a number or as text; writes an object.</summary>
internal sealed class RezenMoneyConverter : JsonConverter<RezenMoney>
{
    public override RezenMoney Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return new RezenMoney(TokenText.Number(ref reader));
        }

        decimal? amount = null;
        RezenCurrency? currency = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isAmount = reader.ValueTextEquals("amount"u8);
            bool isCurrency = reader.ValueTextEquals("currency"u8);
            reader.Read();
            if (reader.TokenType == JsonTokenType.Null)
            {
                continue;
            }

            if (isAmount)
            {
                amount = TokenText.Number(ref reader);
            }
            else if (isCurrency)
            {
                currency = new RezenCurrency(TokenText.Scalar(ref reader));
            }
            else
            {
                reader.Skip();
            }
        }

        return new RezenMoney(amount, currency);
    }

    public override void Write(Utf8JsonWriter writer, RezenMoney value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        if (value.Amount is { } amount)
        {
            writer.WriteNumber("amount"u8, amount);
        }

        if (value.Currency is { } currency)
        {
            writer.WriteString("currency"u8, currency.Value);
        }

        writer.WriteEndObject();
    }
}
