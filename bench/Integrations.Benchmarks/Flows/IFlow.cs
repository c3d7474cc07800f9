namespace Integrations.Benchmarks;

/// <summary>One measurement of a whole flow, with its baseline where it has one. Listed in <see cref="FlowsVerb"/>.</summary>
internal interface IFlow
{
    /// <summary>Name for <c>--only</c>, lower case.</summary>
    string Name { get; }

    /// <summary>Word of the only vendor that it knows. Null when it knows all.</summary>
    string? Vendor => null;

    /// <summary>Measures and puts the figures into the report.</summary>
    Task MeasureAsync(FlowContext context, FlowReport report, CancellationToken cancellationToken);
}
