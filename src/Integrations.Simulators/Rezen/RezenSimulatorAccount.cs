using System.Globalization;

namespace Integrations.Simulators;

/// <summary>A simulated user of reZEN with the one key that is the user's. The vendor has no accounts beside its users.</summary>
public sealed class RezenSimulatorAccount
{
    internal RezenSimulatorAccount(int ordinal, ulong seed)
    {
        Ordinal = ordinal;
        Id = ordinal + 1;
        YentaId = RezenUuid.Of(seed, new RezenPlace(RezenKind.Agent, ordinal, 0));
        TeamId = RezenUuid.Of(seed, new RezenPlace(RezenKind.Team, ordinal, 0));
        var draw = Draw.For(seed, 902, ordinal);
        Person = RezenPerson.Any(ref draw, string.Create(CultureInfo.InvariantCulture, $"a{Id}"));
        IsCanadian = ordinal % 5 == 4;
        ApiKey = string.Create(CultureInfo.InvariantCulture, $"real_sim_{Id:D4}_{draw.Next():x16}");
    }

    /// <summary>Number that this simulator knows the user by, from 1. The vendor has none.</summary>
    public long Id { get; }

    /// <summary>The user's yenta id: <c>id</c> of <c>users/me</c>.</summary>
    public Guid YentaId { get; }

    /// <summary>The team that the user leads.</summary>
    public Guid TeamId { get; }

    /// <summary>The user's key, for the <c>X-API-KEY</c> header.</summary>
    public string ApiKey { get; }

    /// <summary>The user's name.</summary>
    public string Name => Person.Name;

    /// <summary>The user's mail address.</summary>
    public string EmailAddress => Person.Email!;

    /// <summary>True for every fifth user, whose money is Canadian.</summary>
    public bool IsCanadian { get; }

    internal int Ordinal { get; }

    internal RezenPerson Person { get; }

    internal string Currency => IsCanadian ? "CAD" : "USD";

    internal string Country => IsCanadian ? "CANADA" : "UNITED_STATES";
}
