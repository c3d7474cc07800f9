using System.Text.Json;
using Integrations.Http;

namespace Integrations.Rezen;

/// <summary>Value rules that the mappers share.</summary>
internal static class RezenValues
{
    private const decimal MaxRate = 999.999999m;
    private const decimal MaxShares = 999_999_999_999.999999m;

    /// <summary>The vendor's id of a record, which must be a UUID.</summary>
    public static string Key(this ref MapScope scope, string? id)
    {
        if (RezenIds.Uuid(id) is { } uuid)
        {
            return uuid;
        }

        if (string.IsNullOrWhiteSpace(id))
        {
            scope.Reject("missing_id", "The record has no id.", "$.id");
        }
        else
        {
            scope.Reject(RezenIds.Invalid.Code, RezenIds.Invalid.Message, RezenIds.Invalid.JsonPath!);
        }

        return string.Empty;
    }

    /// <summary>The id of a record whose shape was never recorded: any text that can stand in a key.</summary>
    public static string PlainKey(this ref MapScope scope, string? id)
    {
        if (RezenIds.Plain(id) is { } plain)
        {
            return plain;
        }

        scope.Reject(string.IsNullOrWhiteSpace(id) ? "missing_id" : "invalid_id", "The record has no id that can stand in a key.", "$.id");
        return string.Empty;
    }

    /// <summary>The id of another record. One that is no UUID names nothing: it is left out and noted, and stays in the payload.</summary>
    public static string? Id(this ref MapScope scope, string? id, string path)
    {
        if (string.IsNullOrWhiteSpace(id))
        {
            return null;
        }

        string? uuid = RezenIds.Uuid(id);
        if (uuid is null)
        {
            scope.Doubt(path);
        }

        return uuid;
    }

    /// <summary>
    /// An amount in whole currency units, rounded to cents, half to even, so that many halves do not add up to a difference; the payload keeps the amount as it came. Negative amounts are
    /// corrections and credits and are kept.
    /// </summary>
    public static decimal? Money(this ref MapScope scope, RezenMoney? money, string path) => scope.Money(money?.Amount, path);

    /// <inheritdoc cref="Money(ref MapScope, RezenMoney?, string)"/>
    public static decimal? Money(this ref MapScope scope, decimal? amount, string path) =>
        scope.Amount(amount, path) is { } sound ? decimal.Round(sound, 2, MidpointRounding.ToEven) : null;

    /// <summary>The currency of an amount. Amounts of different currencies stand side by side and are never added here.</summary>
    public static string? Currency(this ref MapScope scope, RezenMoney? money, string path) => scope.Word(money?.Currency, path);

    /// <summary>A percentage as a fraction, for a <c>numeric(9,6)</c> column.</summary>
    public static decimal? Fraction(this ref MapScope scope, RezenFraction? fraction, string path) => scope.Rate(fraction?.Value, path);

    /// <summary>A percentage as a whole number, for a <c>numeric(9,6)</c> column.</summary>
    public static decimal? Percent(this ref MapScope scope, RezenWholePercent? percent, string path) => scope.Rate(percent?.Value, path);

    /// <summary>A number for a <c>numeric(9,6)</c> column.</summary>
    public static decimal? Rate(this ref MapScope scope, decimal? rate, string path) => scope.Rounded(rate, MaxRate, path);

    /// <summary>A number for a <c>numeric(18,6)</c> column.</summary>
    public static decimal? Shares(this ref MapScope scope, decimal? number, string path) => scope.Rounded(number, MaxShares, path);

    /// <summary>A tier that is one of those that the options name. Another one makes the record a reject.</summary>
    public static int? Tier(this ref MapScope scope, long? tier, IReadOnlyList<int> tiers, string path)
    {
        if (tier is null || (tier is >= 1 and <= int.MaxValue && tiers.Contains((int)tier.Value)))
        {
            return (int?)tier;
        }

        scope.Reject("unknown_tier", "The tier is none of those that the option Tiers names.", path);
        return null;
    }

    /// <summary>A truth value that may be an object instead, which then stands for true.</summary>
    public static bool? Truth(JsonElement? value) => value?.ValueKind switch
    {
        JsonValueKind.True or JsonValueKind.Object => true,
        JsonValueKind.False => false,
        _ => null,
    };

    /// <summary>A nested value as it came. Null for none.</summary>
    public static ReadOnlyMemory<byte>? Nested(IReadOnlyDictionary<string, ReadOnlyMemory<byte>> composed, string name) =>
        composed.TryGetValue(name, out ReadOnlyMemory<byte> json) ? json : FieldValues.NoJson;

    private static decimal? Rounded(this ref MapScope scope, decimal? value, decimal most, string path)
    {
        if (value is null)
        {
            return null;
        }

        if (Math.Abs(value.Value) <= most)
        {
            return decimal.Round(value.Value, 6, MidpointRounding.ToEven);
        }

        scope.Reject("out_of_range", "The number is too large for its column.", path);
        return null;
    }
}
