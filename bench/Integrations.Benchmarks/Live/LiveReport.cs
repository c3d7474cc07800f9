using System.Text.Json.Serialization;
using Integrations.CrashWorker;

namespace Integrations.Benchmarks;

/// <summary>The figures of <c>live</c>, as <c>--report</c> writes them; medians of several runs. A figure is null when it was not measured.</summary>
internal sealed class LiveReport
{
    /// <summary>Webhooks per second over HTTP, 64 in flight, each committed before its 2xx.</summary>
    public double? WebhooksPerSecond { get; set; }

    /// <summary>99th percentile of the milliseconds from sending a webhook to its answer, at that rate.</summary>
    public double? WebhookP99Ms { get; set; }

    /// <summary>99th percentile of the milliseconds from the moment at which a webhook was to be sent to its answer, while 3,000 a second are sent whatever becomes of those before.</summary>
    public double? WebhookP99MsAtTarget { get; set; }

    /// <summary>Webhooks per second over bare inserts of one row, each on a connection of its own. Median of pairs.</summary>
    public double? WebhooksVsBare { get; set; }

    /// <summary>From a change at the vendor to its core row, by its webhook.</summary>
    public ChangeLag? WebhookLag { get; set; }

    /// <summary>The same by deltas alone, without webhooks.</summary>
    public ChangeLag? DeltaLag { get; set; }

    /// <summary>Items per second that one process claims, hands to a handler that does nothing, settles and logs, 256 at a time.</summary>
    public double? QueueBatchedPerSecond { get; set; }

    /// <summary>The same by eight workers that claim, handle and settle one item after the other.</summary>
    public double? QueueSinglePerSecond { get; set; }

    /// <summary>Batched items per second over those of bare <c>SKIP LOCKED</c> statements without accounts, priorities, fences, leases and logs. Median of pairs.</summary>
    public double? QueueVsBare { get; set; }

    /// <summary>The same one by one.</summary>
    public double? QueueSingleVsBare { get; set; }

    /// <summary>Batched, with a million items in the queue.</summary>
    public double? BacklogBatchedPerSecond { get; set; }

    /// <summary>Items per second that are stored in statements of 1,000.</summary>
    public double? EnqueuedPerSecond { get; set; }

    /// <summary>CPU of the process and of PostgreSQL, as a share of one core, with 5,000 accounts of 9 streams of which none is due.</summary>
    public double? IdleCpuShare { get; set; }

    /// <summary>Milliseconds that planning 9,000 due streams of those takes.</summary>
    public double? PlanMs { get; set; }

    /// <summary>Milliseconds that a claim of 8 takes while about 9,000 steps are due.</summary>
    public double? ClaimMs { get; set; }

    public required MachineFacts Machine { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required bool IsQuick { get; init; }

    public double Seconds { get; set; }

    /// <summary>Other queues on the same server, one by one: name and items per second.</summary>
    public IList<QueuePeer> Peers { get; init; } = [];

    /// <summary>What was measured, run by run.</summary>
    public IList<FlowSeries> Series { get; init; } = [];

    /// <summary>What <c>--faults</c> did and what became of the items.</summary>
    public IList<QueueFaultResult> Faults { get; init; } = [];
}

/// <summary>Another queue on the same server.</summary>
/// <param name="Name">Package and version.</param>
/// <param name="PerSecond">Items per second, median.</param>
internal sealed record QueuePeer(string Name, double PerSecond);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(LiveReport))]
internal sealed partial class LiveJson : JsonSerializerContext;
