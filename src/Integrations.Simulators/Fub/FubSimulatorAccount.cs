namespace Integrations.Simulators;

/// <summary>A simulated account with its keys.</summary>
public sealed class FubSimulatorAccount
{
    internal FubSimulatorAccount(int ordinal, int agents)
    {
        Ordinal = ordinal;
        Id = 1_700_000_001 + ordinal;
        var word = ordinal % Words.Domains.Length;
        var round = ordinal / Words.Domains.Length;
        var suffix = round == 0 ? "" : FormattableString.Invariant($"{round + 1}");
        Domain = Words.Domains[word] + suffix;
        Name = Words.Organisations[word] + (round == 0 ? "" : " " + suffix);
        var keys = new List<FubSimulatorKey> { KeyOf(1, FubSimulatorRole.Owner), KeyOf(2, FubSimulatorRole.Admin) };
        for (var agent = 0; agent < agents; agent++) keys.Add(KeyOf(3 + agent, FubSimulatorRole.Agent));
        Keys = keys;
    }

    /// <summary>Vendor account id, 10 digits: <c>identity.account.id</c>.</summary>
    public long Id { get; }

    /// <summary>Sub-domain: <c>identity.account.domain</c>.</summary>
    public string Domain { get; }

    /// <summary>Display name: <c>identity.account.name</c>.</summary>
    public string Name { get; }

    /// <summary>All keys: the owner's, the admin's, then one for each agent.</summary>
    public IReadOnlyList<FubSimulatorKey> Keys { get; }

    /// <summary>Key of the owner.</summary>
    public string OwnerKey => Keys[0].Key;

    /// <summary>Key of the admin.</summary>
    public string AdminKey => Keys[1].Key;

    /// <summary>Key of the first agent.</summary>
    public string AgentKey => Keys[2].Key;

    internal int Ordinal { get; }

    private FubSimulatorKey KeyOf(long userId, FubSimulatorRole role) =>
        new(FormattableString.Invariant($"fka_sim_{Id}_{userId}"), userId, role);
}
