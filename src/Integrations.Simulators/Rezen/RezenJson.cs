namespace Integrations.Simulators;

/// <summary>The vendor's ways to write values. Stamps are unix milliseconds.</summary>
internal static class RezenJson
{
    public static void Id(this WireJsonWriter writer, JsonName name, Guid id) => writer.Text(name, id.ToString("D"));

    public static void IdOrNull(this WireJsonWriter writer, JsonName name, Guid? id) => writer.Text(name, id?.ToString("D"));

    public static void Money(this WireJsonWriter writer, JsonName name, decimal amount, string currency)
    {
        writer.Name(name);
        writer.StartObject();
        writer.Fraction(R.Amount, amount);
        writer.Text(R.Currency, currency);
        writer.EndObject();
    }

    public static void Fraction(this WireJsonWriter writer, JsonName name, decimal value)
    {
        writer.Name(name);
        writer.Number(value);
    }

    /// <summary>Zero is written as null.</summary>
    public static void DayOrNull(this WireJsonWriter writer, JsonName name, long stamp)
    {
        writer.Name(name);
        if (stamp == 0) writer.Null();
        else writer.Day(stamp / 1_000);
    }
}
