using System.Text.Json.Serialization;

namespace SyncHost.Demo;

/// <summary>The figures of a demo run, as <c>--report</c> writes them.</summary>
internal sealed record DemoReport
{
    public required IReadOnlyList<StreamReport> Streams { get; init; }

    public required WebhookReport Webhooks { get; init; }

    /// <summary>What the vendor's fault storms hit.</summary>
    public required IReadOnlyList<FaultReport> Faults { get; init; }

    public required double Seconds { get; init; }

    public required double CpuSeconds { get; init; }

    public required long PeakMemoryBytes { get; init; }

    public required bool Ok { get; init; }

    /// <summary>Why <see cref="Ok"/> is false. Empty when it is true.</summary>
    public required IReadOnlyList<string> Problems { get; init; }
}

/// <summary>One kind of fault of a storm.</summary>
internal sealed record FaultReport(string Kind, int Hits);

/// <summary>One stream of one account over the whole run.</summary>
internal sealed record StreamReport
{
    public required string Account { get; init; }

    public required string Stream { get; init; }

    public required long VendorCount { get; init; }

    public required long MirrorCount { get; init; }

    public long Read { get; init; }

    public long Inserted { get; init; }

    public long Updated { get; init; }

    public long Unchanged { get; init; }

    public long Deleted { get; init; }

    public long Rejected { get; init; }

    public long Requests { get; init; }

    public long Throttled { get; init; }

    public double Seconds { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(DemoReport))]
internal sealed partial class DemoJson : JsonSerializerContext;
