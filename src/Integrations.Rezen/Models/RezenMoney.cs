using System.Text.Json.Serialization;

namespace Integrations.Rezen;

/// <summary>
/// An amount of money, <c>{"amount": 500000.00, "currency": "USD"}</c>; where clients saw a bare number instead, it has no currency. Whole currency units and no cents: one client that divided
/// by a hundred had to take that back (Observed).
/// </summary>
/// <param name="Amount">Currency units. Null when the object names none.</param>
/// <param name="Currency">Currency. Null when the vendor does not say.</param>
[JsonConverter(typeof(RezenMoneyConverter))]
public readonly record struct RezenMoney(decimal? Amount, RezenCurrency? Currency = null);
