using System.Text.Json.Serialization;

namespace SyncHost.Demo;

/// <summary>The figures of a demo run, as <c>--report</c> writes them.</summary>
internal sealed record DemoReport
{
    public required IReadOnlyList<VendorReport> Vendors { get; init; }

    public required IReadOnlyList<StreamReport> Streams { get; init; }

    /// <summary>Rows of the core tables by vendor.</summary>
    public required IReadOnlyList<CoreReport> Core { get; init; }

    /// <summary>Whether who and what is at several vendors was put together. Empty when one vendor was shown.</summary>
    public required IReadOnlyList<MatchReport> Matches { get; init; }

    /// <summary>Pairs of rows of two vendors by view and rule.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyDictionary<string, long>> Pairs { get; init; }

    public required IReadOnlyList<WebhookReport> Webhooks { get; init; }

    /// <summary>What the fault storms hit.</summary>
    public required IReadOnlyList<FaultReport> Faults { get; init; }

    public required double Seconds { get; init; }

    public required double CpuSeconds { get; init; }

    public required long PeakMemoryBytes { get; init; }

    public required bool Ok { get; init; }

    /// <summary>Why <see cref="Ok"/> is false. Empty when it is true.</summary>
    public required IReadOnlyList<string> Problems { get; init; }
}

/// <summary>One kind of fault of a storm.</summary>
internal sealed record FaultReport(string Vendor, string Kind, int Hits);

/// <summary>One vendor: its onboarding, and what the whole run cost.</summary>
internal sealed record VendorReport
{
    public required string Vendor { get; init; }

    public required int Accounts { get; init; }

    /// <summary>Records that the onboarding read. Zero when an earlier run has onboarded.</summary>
    public required long Onboarded { get; init; }

    /// <summary>From the request of the first onboarding to the end of the last.</summary>
    public required double OnboardingSeconds { get; init; }

    public required double RecordsPerSecond { get; init; }

    /// <summary>Records read in the whole run.</summary>
    public required long Read { get; init; }

    public required long Requests { get; init; }

    public required long Throttled { get; init; }
}

/// <summary>Live rows of a core table by <c>sync_source</c>.</summary>
internal sealed record CoreReport(string Table, IReadOnlyDictionary<string, long> Rows);

/// <summary>Somebody or something that is at several vendors.</summary>
/// <param name="What">What it is.</param>
/// <param name="Vendors">Who has it, by <c>sync_source</c>.</param>
/// <param name="Rules">Rules by which the views put its rows together.</param>
/// <param name="Expected">The rule that should. Null when none should.</param>
internal sealed record MatchReport(string What, IReadOnlyList<string> Vendors, IReadOnlyList<string> Rules, string? Expected);

/// <summary>One stream of one account over the whole run.</summary>
internal sealed record StreamReport
{
    public required string Account { get; init; }

    public required string Stream { get; init; }

    /// <summary>How the last step of the stream ended.</summary>
    public string? Outcome { get; init; }

    /// <summary>What the vendor says that it has. Null when the stream is not set up.</summary>
    public required long? VendorCount { get; init; }

    /// <summary>Rows in the staging table. Null when the stream is not staged.</summary>
    public long? StagedCount { get; init; }

    public required long MirrorCount { get; init; }

    /// <summary>The core table that has a row for each record. Null when none has.</summary>
    public string? CoreTable { get; init; }

    public long? CoreCount { get; init; }

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
