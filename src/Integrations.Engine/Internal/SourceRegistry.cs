using System.Collections.Frozen;
using Integrations.Abstractions;

namespace Integrations.Engine;

/// <summary>Finds the source of a stream and the identity reader of a vendor.</summary>
internal sealed class SourceRegistry(IEnumerable<ISyncSource> sources, IEnumerable<IVendorIdentityReader> identities)
{
    private readonly FrozenDictionary<StreamName, ISyncSource> _sources = sources.ToFrozenDictionary(static s => s.Descriptor.Name);
    private readonly FrozenDictionary<string, IVendorIdentityReader> _identities = identities.ToFrozenDictionary(static r => r.Vendor, StringComparer.Ordinal);

    // Whether a stream is set up stands in options, which are read when somebody asks: not when the services are built.
    private readonly Lazy<FrozenDictionary<StreamName, TimeSpan>> _thresholds = new(
        () => sources.Where(static s => s.NotConfigured is null).ToFrozenDictionary(static s => s.Descriptor.Name, static s => s.Descriptor.FreshnessThreshold));

    /// <summary>Age of the last success beyond which a stream is late. A stream that is not set up never is.</summary>
    public IReadOnlyDictionary<StreamName, TimeSpan> Thresholds => _thresholds.Value;

    public ISyncSource Find(StreamName stream) => _sources.TryGetValue(stream, out ISyncSource? source)
        ? source
        : throw new IntegrationConfigurationException(
            $"No source reads {stream}. Register its vendor's integration in this host, or run the workers in the host that has it.",
            new ErrorContext { Vendor = stream.Vendor, Stream = stream, Operation = "find source" });

    public IEnumerable<StreamName> Of(string vendor) => _sources.Keys.Where(s => string.Equals(s.Vendor, vendor, StringComparison.Ordinal));

    /// <summary>The source of a stream. Null when no vendor of this host has it.</summary>
    public ISyncSource? Known(StreamName stream) => _sources.GetValueOrDefault(stream);

    public SyncStreamDescriptor? Describe(StreamName stream) => Known(stream)?.Descriptor;

    public IVendorIdentityReader? Identity(string vendor) => _identities.GetValueOrDefault(vendor);
}
