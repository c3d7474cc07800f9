using System.Globalization;

namespace SyncHost.Demo;

/// <summary>What became of the webhooks of a demo run.</summary>
internal sealed record WebhookReport
{
    /// <summary>Deliveries that were answered 2xx, duplicates included.</summary>
    public required long Delivered { get; init; }

    /// <summary>Deliveries that the vendor sent twice.</summary>
    public required long Duplicates { get; init; }

    /// <summary>Deliveries with a signature that is not the vendor's.</summary>
    public required long Forged { get; init; }

    /// <summary>Forged ones that were answered 2xx.</summary>
    public required long ForgedTaken { get; init; }

    /// <summary>Deliveries that the vendor gave up.</summary>
    public required long Lost { get; init; }

    /// <summary>Rows in the inbox.</summary>
    public required long Stored { get; init; }

    public IEnumerable<string> Problems()
    {
        if (Stored != Delivered - Duplicates)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"Webhooks: {Delivered - Duplicates} were delivered and {Stored} are stored.");
        }

        if (Lost > 0 || ForgedTaken > 0)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"Webhooks: {Lost} were lost and {ForgedTaken} forged ones were taken.");
        }
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"Webhooks: {Stored} stored; {Duplicates} came twice and {Forged} were forged, which stored nothing");
}
