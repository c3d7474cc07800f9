using System.Globalization;
using Integrations.Abstractions;
using Integrations.Http;

namespace Integrations.Fub;

/// <summary>Value rules that the mappers share.</summary>
internal static class FubValues
{
    /// <summary>An id where 0 means none.</summary>
    public static long? Id(long? value) => value is 0 ? null : value;

    /// <summary>The vendor's id of a record, which must be positive.</summary>
    public static long Key(this ref MapScope scope, long? id)
    {
        if (id is > 0)
        {
            return id.Value;
        }

        scope.Reject("missing_id", "The record has no id.", "$.id");
        return 0;
    }

    /// <summary>True for an account's own field.</summary>
    public static bool IsCustom(string name) => name.StartsWith("custom", StringComparison.Ordinal);

    /// <summary>The origin's composed natural key, for example <c>1700000001-9002</c>.</summary>
    public static string NaturalKey(AccountInfo account, long id) =>
        string.Create(CultureInfo.InvariantCulture, $"{account.VendorAccountId ?? "unknown"}-{id}");
}
