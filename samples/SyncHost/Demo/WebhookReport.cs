using System.Globalization;

namespace SyncHost.Demo;

/// <summary>What became of a vendor's webhooks in a demo run.</summary>
internal sealed record WebhookReport
{
    public required string Vendor { get; init; }

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

    /// <summary>Rows whose records were read again, or that name none to read.</summary>
    public required long Processed { get; init; }

    public IEnumerable<string> Problems()
    {
        if (Stored != Delivered - Duplicates)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"Webhooks of {Vendor}: {Delivered - Duplicates} were delivered and {Stored} are stored.");
        }

        if (Processed != Stored)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"Webhooks of {Vendor}: {Stored - Processed} of {Stored} are not processed.");
        }

        if (Lost > 0 || ForgedTaken > 0)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"Webhooks of {Vendor}: {Lost} were lost and {ForgedTaken} forged ones were taken.");
        }
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"Webhooks of {Vendor}: {Stored} stored and processed; {Duplicates} came twice and {Forged} were forged, which stored nothing");
}
