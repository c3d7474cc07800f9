namespace Integrations.Simulators;

/// <summary>What a test compares a mirror with: the records of one stream, as the vendor sends them now.</summary>
internal interface IRezenEntity
{
    /// <summary>Word of the stream: <c>transactions</c>, <c>networkDownline</c>.</summary>
    string Path { get; }

    /// <summary>Ids of all records that can be read now.</summary>
    IEnumerable<Guid> Ids();

    /// <summary>Writes one record, as it is answered alone or as lists show it. False when there is none.</summary>
    bool Write(WireJsonWriter writer, Guid id, bool isDetail);
}
