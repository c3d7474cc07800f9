using System.Globalization;

namespace SyncHost.Demo;

/// <summary>
/// Three people and one deal that every vendor has, each as it knows them: one person with the same mail address, one with the same phone number and last name, two who have nothing but their
/// name in common. Each round has its own, so that what the changes of a round do to the last ones does not matter.
/// </summary>
/// <param name="Round">Number of the round, 0 for the beginning.</param>
internal readonly record struct DemoEncounter(int Round)
{
    public string MailName => Named("Samemail");

    public string PhoneName => Named("Samephone");

    public string NamesakeName => Named("Namesake");

    /// <summary>A price that no other deal has: those of the simulators are round.</summary>
    public int Price => 700_001 + (Round * 2);

    /// <summary>Shape <c>2026-04-01</c>.</summary>
    public string ClosingDate => new DateOnly(2026, 4, 1).AddDays(Round).ToString("O", CultureInfo.InvariantCulture);

    /// <summary>The people as a vendor knows them.</summary>
    /// <param name="vendor">Number of the vendor.</param>
    public IReadOnlyList<DemoPerson> PeopleAt(int vendor) =>
    [
        new("Avery", MailName, Mail("avery"), Phone(vendor)),
        new(vendor == 0 ? "Robin" : "Rob", PhoneName, Mail($"robin{vendor}"), Phone(9)),
        new("Casey", NamesakeName, Mail($"casey{vendor}"), Phone(vendor + 4)),
    ];

    private string Mail(string name) => string.Create(CultureInfo.InvariantCulture, $"{name}.{Round}@example.com");

    /// <summary>Ten digits.</summary>
    private string Phone(int person) => string.Create(CultureInfo.InvariantCulture, $"202555{person}{Round % 1_000:D3}");

    private string Named(string word) => string.Create(CultureInfo.InvariantCulture, $"{word}-{Round}");
}

/// <summary>A person as one vendor knows them.</summary>
internal sealed record DemoPerson(string FirstName, string LastName, string Mail, string Phone);
