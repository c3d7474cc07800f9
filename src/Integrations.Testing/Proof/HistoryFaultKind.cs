namespace Integrations.Testing;

internal enum HistoryFaultKind
{
    /// <summary>The vendor has a record, or a version of it, that the mirror has not.</summary>
    Lost,

    /// <summary>The mirror has more than the vendor: a record that was deleted there still stands here after a sweep.</summary>
    Doubled,

    /// <summary>A read of a quiet vendor fails or has no end.</summary>
    Stuck,
}
