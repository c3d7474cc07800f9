namespace Integrations.Simulators;

/// <summary>The contacts of a Follow Up Boss simulator, some of whom buy and sell with reZEN's agents: the same names, mails and phones.</summary>
internal sealed class RezenContacts
{
    private readonly List<FubWorld> _worlds = [];
    private readonly int _percent;

    public RezenContacts(FubSimulatorOptions fub, double share)
    {
        _percent = (int)Math.Round(share * 100);
        for (var ordinal = 0; ordinal < FubSimulator.AccountCount(fub); ordinal++) _worlds.Add(FubWorld.Of(fub, ordinal));
    }

    /// <summary>A contact of the account that stands beside a reZEN account. Null where the draw falls on somebody whom Follow Up Boss does not know.</summary>
    public RezenPerson? At(int account, ref Draw draw)
    {
        var isShared = draw.Chance(_percent);
        var number = draw.Next();
        var people = _worlds[account % _worlds.Count].People;
        if (!isShared || people.BaseCount == 0) return null;
        FubPerson person;
        lock (_worlds[account % _worlds.Count].Gate) person = (FubPerson)people.Original((int)(number % (uint)people.BaseCount));
        return person is { IsTrash: false, Claimed: true, Emails.Count: > 0, LastName.Length: > 0 }
            ? new RezenPerson(person.FirstName, person.LastName, person.Emails[0], person.Phones.Count > 0 ? "1" + person.Phones[0] : null)
            : null;
    }
}
