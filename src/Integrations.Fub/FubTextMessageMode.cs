namespace Integrations.Fub;

/// <summary>What the text message walk goes along, because the vendor has no account-wide list of text messages.</summary>
public enum FubTextMessageMode
{
    /// <summary>Person by person. Misses text messages of numbers that belong to no person.</summary>
    PerPerson,

    /// <summary>Number by number of the account's users, once as receiver and once as sender. Misses text messages of numbers that no user has any more.</summary>
    PerNumber,
}
