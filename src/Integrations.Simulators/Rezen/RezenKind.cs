namespace Integrations.Simulators;

/// <summary>What an id names. The number is part of the id.</summary>
internal enum RezenKind
{
    Agent = 1,
    Member = 2,
    Sponsor = 3,
    Team = 4,
    TeamRow = 5,
    Office = 6,
    KeyMaker = 7,
    SkySlope = 8,
    Transaction = 10,
    Listing = 11,
    Participant = 12,
    Checklist = 13,
    Dropbox = 14,
    LeadSource = 15,
    ChecklistItem = 16,

    /// <summary>Transactions of people of the network, which the user cannot read.</summary>
    ForeignTransaction = 17,
    Contribution = 20,
    Pending = 21,
    Payment = 22,
    Grant = 23,
    Hook = 30,

    /// <summary>Whatever a client has made that is no record of a stream.</summary>
    Written = 31,
}
