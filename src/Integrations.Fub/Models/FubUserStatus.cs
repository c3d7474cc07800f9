using System.Text.Json.Serialization;
using Integrations.Abstractions;

namespace Integrations.Fub;

/// <summary>State of a user. An open vocabulary: a word that is not listed is kept as it came.</summary>
/// <param name="Value">The word as Follow Up Boss writes it.</param>
[JsonConverter(typeof(OpenEnumJsonConverter<FubUserStatus>))]
public readonly record struct FubUserStatus(string Value) : IOpenEnum<FubUserStatus>
{
    /// <summary><c>Active</c>. Observed.</summary>
    public static FubUserStatus Active { get; } = new("Active");

    /// <summary><c>Deleted</c>. Assumed.</summary>
    public static FubUserStatus Deleted { get; } = new("Deleted");

    /// <summary><c>Invited</c>. Assumed.</summary>
    public static FubUserStatus Invited { get; } = new("Invited");

    /// <inheritdoc/>
    public bool IsKnown => Value is "Active" or "Deleted" or "Invited";

    /// <inheritdoc/>
    public static FubUserStatus From(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
